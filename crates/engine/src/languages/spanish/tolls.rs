//! How Spanish tells what became of people, and how many they were.

use super::super::{Fate, Tolls};

/// Spanish casualty counts.
#[rustfmt::skip]
pub(super) static TOLLS: Tolls = Tolls {
    fates: &[
        (Fate::Dead, &[
            "muertos", "muertas", "muerto", "muerta", "murieron", "murió", "mueren", "muertes", "fallecidos", "fallecidas", "fallecieron", "falleció",
            "asesinados", "asesinadas", "asesinó", "cadáveres", "cuerpos",
        ]),
        (Fate::Hurt, &["heridos", "heridas", "herido", "herida", "hirió", "lesionados", "lesionadas", "hospitalizados", "hospitalizadas"]),
        (Fate::Hit, &["baleados", "baleadas", "tiroteados"]),
        (Fate::Missing, &["desaparecidos", "desaparecidas", "desaparecieron"]),
        (Fate::Held, &["detenidos", "detenidas", "arrestados", "arrestadas", "detuvo"]),
        (Fate::Saved, &["rescatados", "rescatadas", "rescató", "sobrevivieron"]),
    ],
    intransitive: &["murió", "murieron", "falleció", "fallecieron", "muerto", "muerta", "muertos"],
    weak_fates: &[(Fate::Hurt, &["hospital", "hospitales"]), (Fate::Aboard, &["bordo"])],
    anybody: &["personas", "persona", "víctimas", "víctima", "otros", "otras", "más", "muertos", "muertas", "heridos", "heridas", "fallecidos", "desaparecidos"],
    somebody: &[
        &["hombre", "hombres"],
        &["mujer", "mujeres"],
        &["niño", "niños"],
        &["niña", "niñas"],
        &["policía", "policías", "agentes"],
        &["soldados", "militares"],
        &["pasajeros", "pasajero"],
        &["migrantes", "migrante"],
        &["mineros", "minero"],
        &["estudiantes", "estudiante"],
        &["madre", "padre", "hijo", "hijos", "hija", "hijas", "hermano", "hermana", "abuela", "abuelo"],
    ],
    counting: &[("ambos", 2.0), ("ambas", 2.0)],
    attackers: &["atacante", "atacantes", "agresor", "agresores", "tirador", "asesino", "sospechoso"],
    actors: &["él", "ella", "quien"],
    counting_in: &["incluido", "incluida", "incluidos", "incluyendo", "contando"],
    counting_out: &["excluyendo", "además"],
    parts: &["de ellos", "de ellas", "de los", "de las"],
    known_by_name: &["identificados", "identificadas", "identificó"],
    round_ups: &["en todo el país", "en varios ataques", "este año", "el fin de semana"],
    male: &["hombre", "hombres", "niño", "niños", "padre", "hijo", "hermano", "abuelo"],
    female: &["mujer", "mujeres", "niña", "niñas", "madre", "hija", "hermana", "abuela"],
    rough_ages: &[("bebé", 0.0, 2.0), ("adolescente", 13.0, 19.0)],
    marks: &[],
    decades: &[],
    aged: &["edad", "edades"],
    joints: &["y", "e", "pero", "mientras", "con", ";", "–", "—", "o"],
    dashes: &["–", "—", "--", "-"],
    openers: &["un", "una", "el", "la", "su", "otro", "otra"],
    passives: &["fue", "fueron", "sido", "ser", "está", "están", "resultó", "resultaron"],
};
