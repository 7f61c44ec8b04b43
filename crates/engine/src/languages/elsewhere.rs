//! What is known of languages that the engine does not read: months, and the furniture of their pages, so that a page in any of
//! them becomes a clean article all the same.

use super::FurnitureRule;

/// The months of a language: its code, the twelve names as dates have them, lower case, then short forms.
#[rustfmt::skip]
pub(super) static MONTHS: &[(&str, &[&str])] = &[
    (
        "de",
        &[
            "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
            "dezember", "jan", "feb", "mär", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dez",
        ],
    ),
    (
        "fr",
        &[
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
            "novembre", "décembre", "janv", "févr", "avr", "juil", "sept", "oct", "nov", "déc",
        ],
    ),
    (
        "it",
        &[
            "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
            "novembre", "dicembre", "gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic",
        ],
    ),
    (
        "pt",
        &[
            "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro",
            "novembro", "dezembro", "jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez",
        ],
    ),
    (
        "nl",
        &[
            "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
            "november", "december", "jan", "feb", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dec",
        ],
    ),
    (
        "sv",
        &[
            "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
            "november", "december", "jan", "feb", "apr", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
        ],
    ),
    (
        "da",
        &[
            "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober",
            "november", "december", "jan", "feb", "apr", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
        ],
    ),
    ("nb", NORWEGIAN),
    ("nn", NORWEGIAN),
    ("no", NORWEGIAN),
    (
        "pl",
        &[
            "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września",
            "października", "listopada", "grudnia",
        ],
    ),
    (
        "cs",
        &[
            "ledna", "února", "března", "dubna", "května", "června", "července", "srpna", "září", "října",
            "listopadu", "prosince",
        ],
    ),
    (
        "ro",
        &[
            "ianuarie", "februarie", "martie", "aprilie", "mai", "iunie", "iulie", "august", "septembrie",
            "octombrie", "noiembrie", "decembrie",
        ],
    ),
    (
        "tr",
        &["ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim", "kasım", "aralık"],
    ),
    (
        "id",
        &[
            "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober",
            "november", "desember", "jan", "feb", "mar", "apr", "jun", "jul", "agu", "sep", "okt", "nov", "des",
        ],
    ),
    (
        "ru",
        &[
            "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
            "декабря",
        ],
    ),
    (
        "uk",
        &[
            "січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня",
            "листопада", "грудня",
        ],
    ),
    (
        "el",
        &[
            "ιανουαρίου", "φεβρουαρίου", "μαρτίου", "απριλίου", "μαΐου", "ιουνίου", "ιουλίου", "αυγούστου",
            "σεπτεμβρίου", "οκτωβρίου", "νοεμβρίου", "δεκεμβρίου",
        ],
    ),
    (
        "hu",
        &[
            "január", "február", "március", "április", "május", "június", "július", "augusztus", "szeptember", "október",
            "november", "december", "jan", "feb", "márc", "ápr", "máj", "jún", "júl", "aug", "szept", "okt", "nov", "dec",
        ],
    ),
    (
        "fi",
        &[
            "tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesäkuuta", "heinäkuuta", "elokuuta",
            "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta",
        ],
    ),
    ("hr", CROATIAN),
    ("bs", SERBIAN),
    ("sr", SERBIAN),
    (
        "sk",
        &[
            "januára", "februára", "marca", "apríla", "mája", "júna", "júla", "augusta", "septembra", "októbra",
            "novembra", "decembra",
        ],
    ),
    (
        "sl",
        &[
            "januarja", "februarja", "marca", "aprila", "maja", "junija", "julija", "avgusta", "septembra", "oktobra",
            "novembra", "decembra", "jan", "feb", "mar", "apr", "maj", "jun", "jul", "avg", "sep", "okt", "nov", "dec",
        ],
    ),
    (
        "bg",
        &[
            "януари", "февруари", "март", "април", "май", "юни", "юли", "август", "септември", "октомври", "ноември",
            "декември",
        ],
    ),
    (
        "mk",
        &[
            "јануари", "февруари", "март", "април", "мај", "јуни", "јули", "август", "септември", "октомври", "ноември",
            "декември",
        ],
    ),
    (
        "lt",
        &[
            "sausio", "vasario", "kovo", "balandžio", "gegužės", "birželio", "liepos", "rugpjūčio", "rugsėjo", "spalio",
            "lapkričio", "gruodžio",
        ],
    ),
    (
        "lv",
        &[
            "janvārī", "februārī", "martā", "aprīlī", "maijā", "jūnijā", "jūlijā", "augustā", "septembrī", "oktobrī",
            "novembrī", "decembrī",
        ],
    ),
    (
        "et",
        &[
            "jaanuar", "veebruar", "märts", "aprill", "mai", "juuni", "juuli", "august", "september", "oktoober",
            "november", "detsember",
        ],
    ),
    (
        "ca",
        &[
            "gener", "febrer", "març", "abril", "maig", "juny", "juliol", "agost", "setembre", "octubre", "novembre",
            "desembre",
        ],
    ),
    (
        "sq",
        &[
            "janar", "shkurt", "mars", "prill", "maj", "qershor", "korrik", "gusht", "shtator", "tetor", "nëntor",
            "dhjetor",
        ],
    ),
    (
        "is",
        &[
            "janúar", "febrúar", "mars", "apríl", "maí", "júní", "júlí", "ágúst", "september", "október", "nóvember",
            "desember",
        ],
    ),
    (
        "ms",
        &[
            "januari", "februari", "mac", "april", "mei", "jun", "julai", "ogos", "september", "oktober", "november",
            "disember", "jan", "feb", "apr", "jul", "sep", "okt", "nov", "dis",
        ],
    ),
    ("tl", FILIPINO),
    ("fil", FILIPINO),
    (
        "sw",
        &[
            "januari", "februari", "machi", "aprili", "mei", "juni", "julai", "agosti", "septemba", "oktoba", "novemba",
            "desemba",
        ],
    ),
    (
        "af",
        &[
            "januarie", "februarie", "maart", "april", "mei", "junie", "julie", "augustus", "september", "oktober",
            "november", "desember", "jan", "feb", "apr", "jun", "jul", "aug", "sep", "okt", "nov", "des",
        ],
    ),
    (
        "ar",
        &[
            "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
        ],
    ),
    (
        "ur",
        &["جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر"],
    ),
    (
        "he",
        &[
            "בינואר", "בפברואר", "במרץ", "באפריל", "במאי", "ביוני", "ביולי", "באוגוסט", "בספטמבר", "באוקטובר", "בנובמבר",
            "בדצמבר",
        ],
    ),
    (
        "hi",
        &[
            "जनवरी", "फरवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर",
        ],
    ),
    (
        "bn",
        &[
            "জানুয়ারি", "ফেব্রুয়ারি", "মার্চ", "এপ্রিল", "মে", "জুন", "জুলাই", "আগস্ট", "সেপ্টেম্বর", "অক্টোবর", "নভেম্বর",
            "ডিসেম্বর",
        ],
    ),
    (
        "th",
        &[
            "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม",
            "พฤศจิกายน", "ธันวาคม",
        ],
    ),
    // Months have numbers, not names.
    ("vi", &["tháng giêng"]),
];

#[rustfmt::skip]
const CROATIAN: &[&str] = &[
    "siječnja", "veljače", "ožujka", "travnja", "svibnja", "lipnja", "srpnja", "kolovoza", "rujna", "listopada", "studenoga",
    "prosinca",
];

#[rustfmt::skip]
const SERBIAN: &[&str] = &[
    "januar", "februar", "mart", "april", "maj", "jun", "jul", "avgust", "septembar", "oktobar", "novembar", "decembar", "jan",
    "feb", "mar", "apr", "avg", "sep", "okt", "nov", "dec",
];

#[rustfmt::skip]
const FILIPINO: &[&str] = &[
    "enero", "pebrero", "marso", "abril", "mayo", "hunyo", "hulyo", "agosto", "setyembre", "oktubre", "nobyembre", "disyembre",
];

#[rustfmt::skip]
const NORWEGIAN: &[&str] = &[
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "desember", "jan", "feb", "apr", "jun", "jul", "aug", "sep", "okt", "nov", "des",
];

/// How bylines begin, by the code of their language.
#[rustfmt::skip]
pub(super) static BYLINES: &[(&str, &[&str])] = &[
    ("es", &["Por ", "POR ", "por ", "Autor:", "Texto:"]),
    ("de", &["Von ", "VON ", "von ", "Autor:", "Autorin:", "Text:"]),
    ("fr", &["Par ", "PAR ", "par ", "Auteur :"]),
    ("it", &["di ", "Di ", "DI ", "a cura di ", "A cura di ", "Autore:"]),
    ("pt", &["Por ", "POR ", "por ", "Autor:", "Texto:"]),
    ("nl", &["Door ", "DOOR ", "door ", "Auteur:"]),
    ("sv", &["Av ", "AV ", "av ", "Text:"]),
    ("nb", &["Av ", "AV ", "av ", "Tekst:"]),
    ("nn", &["Av ", "AV ", "av ", "Tekst:"]),
    ("no", &["Av ", "AV ", "av ", "Tekst:"]),
    ("da", &["Af ", "AF ", "af ", "Tekst:"]),
    ("fi", &["Teksti:"]),
    ("pl", &["Autor:", "Opracował:", "Opracowała:"]),
    ("cs", &["Autor:", "Autoři:"]),
    ("sk", &["Autor:"]),
    ("ro", &["De ", "de ", "Autor:"]),
    ("hr", &["Piše:", "Autor:"]),
    ("sr", &["Piše:", "Autor:"]),
    ("bs", &["Piše:", "Autor:"]),
    ("hu", &["Szerző:"]),
    ("tr", &["Yazan:", "Yazar:"]),
    ("id", &["Oleh ", "oleh ", "OLEH ", "Penulis:", "Reporter:"]),
    ("ms", &["Oleh ", "oleh ", "OLEH "]),
    ("tl", &["Ni ", "ni ", "Nina ", "nina "]),
    ("ru", &["Автор:", "Текст:"]),
    ("uk", &["Автор:", "Текст:"]),
    ("bg", &["Автор:"]),
    ("el", &["Του ", "Της ", "Γράφει ο ", "Γράφει η "]),
    ("ca", &["Per ", "per "]),
];

/// What may stand beside the date in a line that is only a date, lower case: words, zones and days of the week.
#[rustfmt::skip]
pub(super) static DATE_LINE_WORDS: &[&str] = &[
    "uhr", "um", "am", "vom", "stand", "aktualisiert", "veröffentlicht", "erstellt", "zuletzt", "montag", "dienstag",
    "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "mo", "di", "mi", "do", "fr", "sa", "so",
    "publié", "publiée", "le", "mis", "mise", "à", "jour", "modifié", "modifiée", "actualisé", "lundi", "mardi", "mercredi",
    "jeudi", "vendredi", "samedi", "dimanche", "h",
    "pubblicato", "pubblicata", "il", "aggiornato", "aggiornata", "alle", "ore", "ultimo", "aggiornamento", "lunedì",
    "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica", "minuti",
    "publicado", "publicada", "em", "atualizado", "atualizada", "às", "por", "há", "segunda-feira", "terça-feira",
    "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo",
    "gepubliceerd", "geplaatst", "op", "bijgewerkt", "gewijzigd", "laatst", "laatste", "update", "om", "uur", "maandag",
    "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
    "publicerad", "uppdaterad", "idag", "kl", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag",
    "publisert", "oppdatert", "sist", "mandag", "tirsdag", "torsdag", "lørdag", "søndag", "udgivet", "opdateret", "publiceret",
    "julkaistu", "päivitetty", "klo", "opublikowano", "aktualizacja", "data", "dodano", "godz", "poniedziałek", "wtorek",
    "środa", "czwartek", "piątek", "sobota", "niedziela",
    "publikováno", "aktualizováno", "vydáno", "zveřejněno", "objavljeno", "ažurirano", "publicat", "actualizat", "la", "ora",
    "megjelent", "frissítve", "yayınlanma", "yayınlandı", "güncelleme", "güncellendi", "tarihi", "son", "saat",
    "diterbitkan", "diperbarui", "tayang", "pukul", "wib", "senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu",
    "опубликовано", "обновлено", "дата", "публикации", "в", "г", "года", "мск", "понедельник", "вторник", "среда", "четверг",
    "пятница", "суббота", "воскресенье", "опубліковано", "оновлено", "о", "р", "року", "понеділок", "вівторок", "середа",
    "четвер", "п'ятниця", "субота", "неділя", "публикувана", "δημοσίευση", "δημοσιεύθηκε", "ενημέρωση", "στις",
    "vor", "stunde", "stunden", "minuten", "tag", "tagen", "il", "y", "a", "heure", "heures", "jours", "fa", "ora", "giorni",
    "dia", "dias", "hora", "horas", "minutos", "geleden", "dagen", "น",
    "chủ", "nhật", "thứ", "hai", "ba", "tư", "năm", "sáu", "bảy", "ngày", "lúc", "cập", "gmt", "utc", "cet", "cest", "mez",
];

/// How a line begins that says when a page was printed or changed, lower case.
#[rustfmt::skip]
pub(super) static STAMPS: &[&str] = &[
    "aktualisiert", "veröffentlicht", "stand:", "publié", "mis à jour", "pubblicat", "aggiornat", "publicad", "atualizad",
    "gepubliceerd", "bijgewerkt", "laatste update", "publicerad", "uppdaterad", "publisert", "oppdatert", "udgivet", "opdateret",
    "julkaistu", "päivitetty", "opublikowano", "aktualizacja", "publikováno", "aktualizováno", "objavljeno", "publicat",
    "actualizat", "frissítve", "güncelle", "yayınlan", "diterbitkan", "diperbarui", "опубликовано", "обновлено", "опубліковано",
    "оновлено", "cập nhật", "δημοσίευση", "ενημέρωση",
];

/// Paragraphs that are furniture in languages that the engine does not read.
#[rustfmt::skip]
pub(super) static RULES: &[FurnitureRule] = &[
    FurnitureRule {
        name: "related link",
        words_max: 40,
        open: false,
        patterns: &[
            "lesen sie auch:*", "lesen sie auch *", "lesen sie hier:*", "lesen sie dazu:*", "lesen sie mehr:*",
            "mehr zum thema:*", "mehr dazu:*", "auch interessant:*", "das könnte sie auch interessieren*",
            "à lire aussi*", "a lire aussi*", "lire aussi*", "à lire également*", "à lire :*", "lire la suite*",
            "voir aussi*", "sur le même sujet*",
            "leggi anche*", "leggi pure*", "guarda anche*", "approfondisci:*",
            "leia também*", "leia mais*", "veja também*", "saiba mais*", "confira também*", "ler também*",
            "lees ook*", "lees meer*", "bekijk ook*", "lees verder*",
            "läs också*", "läs även*", "läs mer*", "se också:*", "les også*", "les mer*", "læs også*", "læs mere*",
            "lue myös*", "czytaj też*", "czytaj także*", "czytaj również*", "zobacz też*", "zobacz także*",
            "przeczytaj też*", "přečtěte si také*", "čtěte také*", "čtěte také:*", "čítajte aj*", "citește și*",
            "citeşte şi*", "citiți și*", "olvassa el*", "διαβάστε επίσης*", "διαβάστε ακόμα*", "baca juga*",
            "читайте также*", "читайте ещё*", "читайте далее*", "смотрите также*", "по теме:*", "читайте також*",
            "дивіться також*", "прочетете още*", "pročitajte i*", "pročitajte još*", "đọc thêm*", "xem thêm*",
            "ayrıca okuyun*", "bunu da oku*", "ilgili haber*", "basahin*din:*", "اقرأ أيضا*", "اقرأ أيضًا*",
            "اقرأ المزيد*", "یہ بھی پڑھیں*", "यह भी पढ़ें*", "ये भी पढ़ें*", "इसे भी पढ़ें*", "আরও পড়ুন*", "மேலும் படிக்க*",
            "関連記事*", "あわせて読みたい*", "相关阅读*", "相關新聞*", "延伸閱讀*", "관련기사*",
        ],
    },
    FurnitureRule {
        name: "share or comment",
        words_max: 6,
        open: true,
        patterns: &[
            "teilen", "artikel teilen", "kommentieren", "kommentare", "drucken", "merken", "partager", "partager sur*",
            "partager l'article", "imprimer", "commentaires", "commenter", "condividi", "condividi su*", "stampa",
            "commenti", "compartilhar", "compartilhe", "partilhar", "comentar", "comentários", "imprimir", "delen",
            "deel dit artikel", "reageer", "reacties", "dela", "dela artikeln", "skriv ut", "del artikkelen",
            "kommentarer", "udostępnij", "skomentuj", "komentarze", "sdílet", "diskuse", "paylaş", "yorumlar",
            "поделиться", "комментарии", "поширити", "bagikan", "chia sẻ", "شارك", "シェア", "分享", "공유하기",
        ],
    },
    FurnitureRule {
        name: "advertisement",
        words_max: 6,
        open: true,
        patterns: &[
            "anzeige", "werbung", "- anzeige -", "advertorial", "publicité", "publicite", "annonce", "pubblicità",
            "publicidade", "continua após a publicidade", "continua depois da publicidade", "advertentie", "annons",
            "annonse", "artikkelen fortsetter under annonsen", "artiklen fortsætter under annoncen", "mainos",
            "reklama", "reklam", "oglas", "реклама", "iklan", "advertisement (scroll to continue)", "الإعلان", "إعلان",
            "विज्ञापन", "広告", "广告", "廣告", "광고", "διαφήμιση", "hirdetés", "quảng cáo",
        ],
    },
    FurnitureRule {
        name: "newsletter",
        words_max: 40,
        open: false,
        patterns: &[
            "newsletter abonnieren*", "abonnieren sie *newsletter*", "jetzt *newsletter* anmelden*",
            "melden sie sich *newsletter* an*", "inscrivez-vous *newsletter*", "recevez *newsletter*",
            "abonnez-vous *newsletter*", "iscriviti alla *newsletter*", "ricevi *newsletter*",
            "assine *newsletter*", "receba *newsletter*", "inscreva-se *newsletter*", "subscreva *newsletter*",
            "schrijf je in *nieuwsbrief*", "meld je aan *nieuwsbrief*", "anmäl dig *nyhetsbrev*",
            "prenumerera på *nyhetsbrev*", "meld deg på *nyhetsbrev*", "tilmeld dig *nyhedsbrev*",
            "zapisz się *newsletter*", "подпишитесь на *", "підпишіться на *", "подписывайтесь на *",
            "підписуйтесь на *", "siga o canal *whatsapp*", "folgen sie uns *", "suivez-nous sur *", "seguici su *",
            "siga-nos *", "volg ons op *", "bizi * takip edin*",
        ],
    },
    FurnitureRule {
        name: "photo credit",
        words_max: 14,
        open: true,
        patterns: &[
            "foto:*", "fotos:*", "foto ©*", "bild:*", "bildquelle:*", "quelle:*", "photo :*", "crédit photo*",
            "crédits :*", "crédito:*", "créditos:*", "fot.*", "foto di *", "kuva:*", "фото:*", "фото *", "स्रोत:*",
        ],
    },
    FurnitureRule {
        name: "legal line",
        words_max: 40,
        open: false,
        patterns: &[
            "*alle rechte vorbehalten*", "*tous droits réservés*", "*tutti i diritti riservati*",
            "*riproduzione riservata*", "*todos os direitos reservados*", "*alle rechten voorbehouden*",
            "*alla rättigheter*förbehåll*", "*wszelkie prawa zastrzeżone*", "*všechna práva vyhrazena*",
            "*tüm hakları saklıdır*", "*все права защищены*", "*всі права захищені*", "*hak cipta*dilindungi*",
            "*無断転載*禁*", "*무단*전재*금지*",
        ],
    },
];

/// Headings of link lists in languages that the engine does not read.
#[rustfmt::skip]
pub(super) static LIST_HEADINGS: &[&str] = &[
    "mehr zum thema", "weitere artikel", "weitere themen", "lesen sie auch", "das könnte sie auch interessieren",
    "meistgelesen", "ähnliche artikel", "à lire aussi", "lire aussi", "sur le même sujet", "sur le même thème",
    "les plus lus", "articles similaires", "à découvrir", "leggi anche", "articoli correlati", "potrebbe interessarti*",
    "i più letti", "leia também", "leia mais", "veja também", "mais lidas", "mais lidos", "notícias relacionadas",
    "lees ook", "meer over *", "meest gelezen", "gerelateerde artikelen", "läs också", "läs mer", "mest läst",
    "les også", "mest lest", "læs også", "mest læste", "lue myös", "luetuimmat", "czytaj także", "czytaj też",
    "najczęściej czytane", "zobacz także", "citește și", "čtěte také", "související články", "baca juga",
    "berita terkait", "читайте также", "по теме", "материалы по теме", "читайте також", "ilgili haberler",
    "διαβάστε επίσης", "tin liên quan", "اقرأ أيضا", "यह भी पढ़ें", "関連記事", "相关新闻", "相關新聞", "관련기사",
];
