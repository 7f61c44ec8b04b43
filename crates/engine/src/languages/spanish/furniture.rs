//! What Spanish pages put into bodies and no reporter wrote.

use crate::languages::{Furniture, FurnitureRule};

#[rustfmt::skip]
pub(super) const FURNITURE: Furniture = Furniture {
    rules: &[
        FurnitureRule {
            name: "related link",
            words_max: 45,
            open: false,
            patterns: &[
                "lee también:*", "lea también:*", "leer también:*", "también puedes leer:*", "te puede interesar:*", "le puede interesar:*",
                "más información:*", "ver también:*", "vea también:*", "relacionado:*", "noticia relacionada:*", "lee más:*", "leer más:*",
                "lee además:*", "lea además:*",
            ],
        },
        FurnitureRule {
            name: "call to subscribe",
            words_max: 45,
            open: false,
            patterns: &[
                "suscríbete a *", "suscríbase a *", "síguenos en *", "síganos en *", "sigue toda la información de *", "únete a nuestro *",
                "recibe las noticias *", "apúntate a *newsletter*", "regístrate gratis*",
            ],
        },
        FurnitureRule {
            name: "rights",
            words_max: 30,
            open: false,
            patterns: &["*todos los derechos reservados*", "*prohibida su reproducción*", "*prohibida la reproducción*"],
        },
    ],
    list_headings: &["noticias relacionadas", "te puede interesar", "le puede interesar", "más noticias", "lo más leído", "lo más visto", "más información"],
    walls: &["*suscríbete para seguir leyendo*", "*suscríbete para continuar*", "*para seguir leyendo*suscri*", "*ya eres suscriptor*", "*inicia sesión para continuar*"],
    caption_credits: &["*(foto: *)", "*(efe)", "*(ap foto/*)", "*(reuters)", "*foto: *", "*/getty images"],
    stamps: &["publicado", "publicada", "actualizado", "actualizada", "última actualización"],
    bios: &[" es periodista", " es redactor", " es correspons", " es licenciad", " es autor", " escribe ", " cubre ", " trabaja "],
    date_line_words: &[
        "publicado", "publicada", "actualizado", "actualizada", "modificado", "última", "actualización", "el", "la",
        "las", "a", "de", "del", "hora", "horas", "h", "am", "pm", "gmt", "utc", "cet", "cest", "est", "lunes",
        "martes", "miércoles", "jueves", "viernes", "sábado", "domingo", "lun", "mar", "mié", "jue", "vie", "sáb",
        "dom",
    ],
    months: &[
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
        "ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic",
    ],
    agencies: &[
        ("EFE", "EFE"), ("Efe", "EFE"), ("Agencia EFE", "EFE"), ("Europa Press", "Europa Press"), ("EP", "Europa Press"), ("Reuters", "Reuters"),
        ("AFP", "Agence France-Presse"), ("AP", "Associated Press"), ("Associated Press", "Associated Press"), ("ANSA", "ANSA"),
        ("Notimex", "Notimex"), ("Télam", "Télam"), ("DPA", "dpa"), ("Xinhua", "Xinhua"), ("Bloomberg", "Bloomberg"),
    ],
};
