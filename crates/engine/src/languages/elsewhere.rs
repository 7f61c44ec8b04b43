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
];

#[rustfmt::skip]
const NORWEGIAN: &[&str] = &[
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "desember", "jan", "feb", "apr", "jun", "jul", "aug", "sep", "okt", "nov", "des",
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
