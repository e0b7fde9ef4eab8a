//! The texts of the articles.

use crate::catalog::PlanKind;
use crate::tickets::TicketCategory;

/// An article in two languages, each a title and a body.
pub(super) struct Article {
    pub(super) slug: &'static str,
    pub(super) category: TicketCategory,
    pub(super) kind: Option<PlanKind>,
    pub(super) en: (&'static str, &'static str),
    pub(super) de: (&'static str, &'static str),
}

/// The articles.
pub(super) const ARTICLES: [Article; 12] = [
    Article {
        slug: "restart-the-router",
        category: TicketCategory::Technical,
        kind: Some(PlanKind::Internet),
        en: (
            "Restart the router",
            "Most short faults go away with a restart.\n\n1. Unplug the router's power supply.\n2. Wait for \
             thirty seconds.\n3. Plug it in again and wait until the light is steady, about four minutes.",
        ),
        de: (
            "Den Router neu starten",
            "Die meisten kurzen Störungen vergehen mit einem Neustart.\n\n1. Ziehen Sie den Netzstecker des \
             Routers.\n2. Warten Sie dreißig Sekunden.\n3. Stecken Sie ihn wieder ein und warten Sie, bis die \
             Lampe ruhig leuchtet, etwa vier Minuten.",
        ),
    },
    Article {
        slug: "slow-internet",
        category: TicketCategory::Technical,
        kind: Some(PlanKind::Internet),
        en: (
            "The internet is slow",
            "Measure by cable first, with everything else switched off. If the cable is fast and the air is \
             not, it is the Wi-Fi. If both are slow, open a ticket and tell us what you have measured, and when.",
        ),
        de: (
            "Das Internet ist langsam",
            "Messen Sie zuerst mit einem Kabel, alles andere ausgeschaltet. Ist es über das Kabel schnell und \
             über die Luft nicht, liegt es am WLAN. Ist beides langsam, schreiben Sie uns, was Sie wann \
             gemessen haben.",
        ),
    },
    Article {
        slug: "better-wifi",
        category: TicketCategory::Technical,
        kind: Some(PlanKind::Internet),
        en: (
            "Better Wi-Fi at home",
            "Put the router in the open, in the middle of the flat and above the furniture. Metal, water and \
             thick walls take the signal away. A repeater belongs half way, not where the signal is already lost.",
        ),
        de: (
            "Besseres WLAN zu Hause",
            "Stellen Sie den Router frei auf, in der Mitte der Wohnung und über den Möbeln. Metall, Wasser und \
             dicke Wände nehmen das Signal weg. Ein Repeater gehört auf den halben Weg, nicht dorthin, wo kein \
             Signal mehr ist.",
        ),
    },
    Article {
        slug: "nothing-works",
        category: TicketCategory::Technical,
        kind: None,
        en: (
            "Nothing works: what to look at first",
            "Look at your service in the portal: it tells of outages and of maintenance, and you can follow \
             them. Then look at the cables, and restart the device. If it is none of these, open a ticket.",
        ),
        de: (
            "Nichts geht: wonach zuerst sehen",
            "Sehen Sie im Portal nach Ihrem Anschluss: dort stehen Störungen und Wartungen, und Sie können ihnen \
             folgen. Sehen Sie dann nach den Kabeln und starten Sie das Gerät neu. Ist es nichts davon, schreiben \
             Sie uns.",
        ),
    },
    Article {
        slug: "no-dial-tone",
        category: TicketCategory::Technical,
        kind: Some(PlanKind::Phone),
        en: (
            "The telephone has no dial tone",
            "The telephone belongs into the socket marked Phone 1. Try another handset. After a restart of the \
             router it takes two minutes until telephony has signed in.",
        ),
        de: (
            "Das Telefon hat kein Freizeichen",
            "Das Telefon gehört in die Buchse Telefon 1. Versuchen Sie ein anderes Gerät. Nach einem Neustart des \
             Routers dauert es zwei Minuten, bis die Telefonie angemeldet ist.",
        ),
    },
    Article {
        slug: "frozen-picture",
        category: TicketCategory::Technical,
        kind: Some(PlanKind::Tv),
        en: (
            "The television picture freezes",
            "Connect the box by cable: pictures in high definition need a steady line. Restart the box, and then \
             let it look for stations again.",
        ),
        de: (
            "Das Fernsehbild bleibt stehen",
            "Verbinden Sie die Box mit einem Kabel: hochauflösende Bilder brauchen eine ruhige Leitung. Starten \
             Sie die Box neu und lassen Sie sie dann noch einmal Sender suchen.",
        ),
    },
    Article {
        slug: "read-your-invoice",
        category: TicketCategory::Billing,
        kind: None,
        en: (
            "How to read your invoice",
            "Each service has a line for the coming period. The first invoice also has the days before it. Ask \
             the portal why an invoice differs from the one before: it lists every cause. You can dispute a line.",
        ),
        de: (
            "So lesen Sie Ihre Rechnung",
            "Jeder Dienst hat eine Zeile für den kommenden Zeitraum. Die erste Rechnung hat auch die Tage davor. \
             Fragen Sie im Portal, warum eine Rechnung anders ist als die letzte: dort steht jede Ursache. Eine \
             Zeile können Sie beanstanden.",
        ),
    },
    Article {
        slug: "ways-to-pay",
        category: TicketCategory::Billing,
        kind: None,
        en: (
            "Ways to pay",
            "By card, by direct debit, or by transfer with the number of the invoice. With autopay each invoice \
             is paid on the day it is due.",
        ),
        de: (
            "So können Sie zahlen",
            "Mit Karte, durch Lastschrift oder mit einer Überweisung, die die Nummer der Rechnung nennt. Mit \
             Autopay wird jede Rechnung an dem Tag bezahlt, an dem sie fällig ist.",
        ),
    },
    Article {
        slug: "service-withheld",
        category: TicketCategory::Billing,
        kind: None,
        en: (
            "Your service is withheld",
            "If an invoice is long overdue, services are withheld. The portal shows the exact amount that brings \
             them back, and they are there again in the moment it is paid. You may also promise to pay later.",
        ),
        de: (
            "Ihr Anschluss ist gesperrt",
            "Ist eine Rechnung lange überfällig, werden Dienste gesperrt. Das Portal zeigt den genauen Betrag, mit \
             dem sie wieder frei sind, und zwar im Augenblick der Zahlung. Sie können auch eine Ratenzahlung \
             vereinbaren.",
        ),
    },
    Article {
        slug: "another-plan",
        category: TicketCategory::Sales,
        kind: None,
        en: (
            "Take another plan",
            "The portal shows what a change costs to the cent before you decide. A faster plan begins at once, a \
             smaller one with the next period.",
        ),
        de: (
            "Den Tarif wechseln",
            "Das Portal zeigt auf den Cent, was ein Wechsel kostet, bevor Sie sich entscheiden. Ein schnellerer \
             Tarif beginnt sofort, ein kleinerer mit dem nächsten Zeitraum.",
        ),
    },
    Article {
        slug: "moving-home",
        category: TicketCategory::General,
        kind: None,
        en: (
            "Moving home",
            "Tell us six weeks before you move, with the new address and the day. Take the router with you. For the \
             weeks between you can pause your services.",
        ),
        de: (
            "Umziehen",
            "Schreiben Sie uns sechs Wochen vor dem Umzug, mit der neuen Anschrift und dem Tag. Nehmen Sie den \
             Router mit. Für die Wochen dazwischen können Sie Ihre Dienste pausieren.",
        ),
    },
    Article {
        slug: "forgotten-password",
        category: TicketCategory::General,
        kind: None,
        en: (
            "I forgot my password",
            "Ask for a mail on the sign-in page. Its link is good for an hour. If you have no mail address with us, \
             call: we read out a code.",
        ),
        de: (
            "Ich habe mein Passwort vergessen",
            "Fordern Sie auf der Anmeldeseite eine Mail an. Ihr Link gilt eine Stunde. Haben wir keine Mailadresse \
             von Ihnen, rufen Sie an: wir lesen Ihnen einen Code vor.",
        ),
    },
];
