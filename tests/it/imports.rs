//! Taking over the books of another system, over both databases.

use std::path::Path;

use portico::billing::entity::{invoice, invoice_line};
use portico::catalog::entity::subscription::{self, SubscriptionStatus};
use portico::catalog::entity::suspension_lock::{self, LockReason};
use portico::catalog::{self, LiftOutcome};
use portico::customers::entity::customer;
use portico::db::Reads as _;
use portico::identity::entity::portal_account::{self, AccountStatus};
use portico::import::entity::external_ref;
use portico::import::{Assumed, FileReport, Files, ImportError, Mapping, Options};
use portico::payments::entity::payment;
use sea_orm::ColumnTrait as _;

use crate::support::app::TestApp;
use crate::support::recount::assert_the_books_add_up;

fn options() -> Options {
    Options {
        assumed: Assumed::of_locale("de-DE"),
        order: None,
        cutover: "2026-12-01".parse().ok(),
        invite: true,
        strict: false,
    }
}

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a directory");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

fn read(folder: &Path, mapping: &str, options: Options) -> Files {
    let mapping = Mapping::named(mapping).expect("it is shipped").expect("it is one");
    Files::read(folder, mapping, options).expect("readable")
}

async fn write(t: &TestApp, files: &Files) -> Vec<FileReport> {
    files.write(&t.scope(), t.facts(), &t.identity(), false, &|_, _| {}).await.expect("imported")
}

fn summary(reports: &[FileReport]) -> Vec<(&str, usize, usize, usize)> {
    reports.iter().map(|r| (r.kind.name(), r.written, r.known, r.refused())).collect()
}

fn refusals(reports: &[FileReport]) -> Vec<String> {
    reports.iter().flat_map(|report| &report.refusals).map(ToString::to_string).collect()
}

const PLANS: &[u8] = b"external_id,name,price,cap_gb\nf250,Fibre 250,39.90,\nf1000,Fibre 1000,59.90,1000.5\n";
const CUSTOMERS: &[u8] = b"external_id,name,email,city,country,since\n\
    1,Ada Lovelace,ada@example.net,London,gb,2024-05-06\n\
    2,Grace Hopper,,New York,US,2023-01-31\n\
    3,,nobody@example.net,Nowhere,DE,2024-01-01\n\
    4,Faulty Mail,not an address,Nowhere,DE,2024-01-01\n";
const SUBSCRIPTIONS: &[u8] = b"external_id,customer,plan,price,activated_on,status\n\
    s1,1,f250,39.90,2024-05-06,ACTIVE\n\
    s2,2,f1000,49.90,2023-02-01,ACTIVE\n\
    s3,9,f250,,2024-01-01,ACTIVE\n\
    s4,1,f9,,2024-01-01,ACTIVE\n";
const INVOICES: &[u8] = b"number,customer,issue_date,due_date,total,tax,description\n\
    R-1,1,2026-10-01,2026-10-15,47.48,7.58,October\n\
    R-2,1,2026-11-01,2026-11-15,47.50,7.60,November\n\
    R-3,2,2026-11-01,2026-11-15,59.38,9.48,November\n\
    R-4,2,2026-11-01,2026-11-15,59.38,12.00,November\n\
    R-1,2,2026-11-01,2026-11-15,10.00,,Twice\n";
const PAYMENTS: &[u8] = b"external_id,customer,amount,date,channel,invoice\n\
    p1,1,47.50,2026-11-10,BANK,R-2\n\
    p2,1,50.00,2026-10-20,BANK,\n\
    p3,2,20.00,2026-11-12,CARD,\n\
    p4,2,0.00,2026-11-12,CARD,\n\
    p5,2,1.234,2026-11-12,CARD,\n";

fn books() -> tempfile::TempDir {
    folder(&[
        ("plans.csv", PLANS),
        ("Customers.CSV", CUSTOMERS),
        ("subscriptions.csv", SUBSCRIPTIONS),
        ("invoices.csv", INVOICES),
        ("payments.csv", PAYMENTS),
    ])
}

both!(the_books_of_another_system_are_taken_over, async |t: TestApp| {
    let t = t.tenant().await;
    let folder = books();
    let reports = write(&t, &read(folder.path(), "portico", options())).await;
    assert_eq!(
        summary(&reports),
        [
            ("plans", 2, 0, 0),
            ("customers", 2, 0, 2),
            ("subscriptions", 2, 0, 2),
            ("invoices", 3, 0, 2),
            ("payments", 3, 0, 2)
        ]
    );
    assert_eq!(
        refusals(&reports),
        [
            "Customers.CSV:4: name: is empty",
            "Customers.CSV:5: email: `not` is not a mail address",
            "subscriptions.csv:4: customer: `9` was not imported",
            "subscriptions.csv:5: plan: there is no plan `f9`",
            "invoices.csv:5: tax: no tax rate in force on 2026-11-01 gives this on the net amount",
            "invoices.csv:6: number: `R-1` stands in this file before",
            "payments.csv:5: amount: is not above zero: a refund is no payment",
            "payments.csv:6: amount: 1.234 is not an amount of EUR",
        ]
    );
    assert_the_books_add_up(&t.scope()).await;

    let scope = t.scope();
    let invoices = scope.select::<invoice::Entity>().all().await.expect("the database answers");
    let of = |number: &str| {
        invoices.iter().find(|row| row.number.as_deref() == Some(number)).expect("it was imported")
    };
    let figures = |number: &str| {
        let row = of(number);
        (row.subtotal_minor, row.tax_minor, row.total_minor, row.allocated_minor)
    };
    // p1 pays the invoice that it names, though R-1 is older; p2 pays R-1, and the rest of it is credit.
    assert_eq!(figures("R-1"), (3990, 758, 4748, 4748));
    assert_eq!(
        figures("R-2"),
        (3992, 758, 4750, 4750),
        "two cents of the other system's rounding are a line"
    );
    assert_eq!(figures("R-3"), (4990, 948, 5938, 2000));
    let lines = scope
        .select::<invoice_line::Entity>()
        .filter(invoice_line::Column::InvoiceId.eq(of("R-2").id))
        .all()
        .await
        .expect("the database answers");
    let nets: Vec<(i32, i64)> = lines.iter().map(|line| (line.position, line.net_minor)).collect();
    assert_eq!(nets.len(), 2);
    assert!(nets.contains(&(1, 3990)) && nets.contains(&(2, 2)), "{nets:?}");

    let subscriptions = scope.select::<subscription::Entity>().all().await.expect("the database answers");
    let price = |number: &str| {
        subscriptions.iter().find(|row| row.number == number).expect("it was imported").price_override_minor
    };
    assert_eq!((price("s1"), price("s2")), (None, Some(4990)), "the plan's own price is no special price");
    assert!(subscriptions.iter().all(|row| row.billed_through == "2026-12-01".parse().ok()));

    // Both have an account without a password; the one with an address has been invited.
    let accounts = scope.select::<portal_account::Entity>().all().await.expect("the database answers");
    let waiting = accounts.iter().filter(|row| row.status == AccountStatus::PendingActivation);
    assert_eq!(waiting.clone().count(), 2);
    assert!(waiting.clone().all(|row| row.password_hash.is_none()));
    let queue = t.queue().await;
    assert_eq!(queue.len(), 1, "one invitation");
});

both!(an_import_that_is_repeated_writes_nothing_and_tells_what_differs, async |t: TestApp| {
    let t = t.tenant().await;
    let first = books();
    write(&t, &read(first.path(), "portico", options())).await;
    let again = write(&t, &read(first.path(), "portico", options())).await;
    assert_eq!(
        summary(&again),
        [
            ("plans", 0, 2, 0),
            ("customers", 0, 2, 2),
            ("subscriptions", 0, 2, 2),
            ("invoices", 0, 4, 1),
            ("payments", 0, 3, 2)
        ],
        "the second R-1 of the file is the known one, said differently"
    );
    assert_eq!(again[3].differing, [6]);
    let renamed = String::from_utf8_lossy(CUSTOMERS).replace("Grace Hopper", "Grace Murray Hopper");
    let renamed = folder(&[("customers.csv", renamed.as_bytes())]);
    let reports = write(&t, &read(renamed.path(), "portico", options())).await;
    assert_eq!(reports[0].differing, [3]);
    let scope = t.scope();
    let customers = scope.select::<customer::Entity>().all().await.expect("the database answers");
    assert!(customers.iter().any(|row| row.name == "Grace Hopper"), "what is here is left as it is");
    let payments = scope.select::<payment::Entity>().count().await.expect("the database answers");
    assert_eq!(payments, 3);
    assert_eq!(t.queue().await.len(), 1, "nobody is invited twice");
    assert_the_books_add_up(&scope).await;
});

both!(a_rehearsal_and_a_strict_refusal_leave_nothing_behind, async |t: TestApp| {
    let t = t.tenant().await;
    let folder = books();
    let count = async || {
        let scope = t.scope();
        let refs = scope.select::<external_ref::Entity>().count().await.expect("the database answers");
        let customers = scope.select::<customer::Entity>().count().await.expect("the database answers");
        (refs, customers, t.queue().await.len())
    };
    let before = count().await;
    let files = read(folder.path(), "portico", options());
    let reports =
        files.write(&t.scope(), t.facts(), &t.identity(), true, &|_, _| {}).await.expect("rehearsed");
    assert_eq!(reports[4].written, 3, "the last file has found what the ones before it would have written");
    assert_eq!(count().await, before);

    let strict = read(folder.path(), "portico", Options { strict: true, ..options() });
    let error = strict.write(&t.scope(), t.facts(), &t.identity(), false, &|_, _| {}).await;
    let error = error.expect_err("the customers have faulty rows");
    assert!(matches!(error, ImportError::Strict(_)), "{error}");
    let (refs, customers, mails) = count().await;
    assert_eq!((refs, customers, mails), (before.0 + 2, before.1, before.2), "only the plans were good");
});

both!(the_fields_of_splynx_are_understood, async |t: TestApp| {
    let t = t.tenant_with(|tenant| "de-DE".clone_into(&mut tenant.locale)).await;
    let text = "ID;Portal login;Status;Billing type;Category;Full name;Email;Billing email;Phone number;Partner;Location;\
        Date added;Street;ZIP code;City;Geo data;Password\r\n\
        17;mueller;Active;Recurring payments;Private person;Jürgen Müller;j@example.net,alt@example.net;;+49 30 1;;\
        Mitte;03.02.2021;Hauptstraße 1;10115;Berlin;52.5,13.4;hunter2\r\n\
        18;gmbh;Blocked;Prepaid (monthly);Company;Größe GmbH;;rechnung@example.net;;;;25.12.2020;Weg 2;80331;München;;x\r\n\
        19;weg;Inactive;Recurring payments;Private person;Längst Weg;w@example.net;;;;;0000-00-00;;;;;\r\n";
    let bytes = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let folder = folder(&[("customers.csv", &bytes)]);
    let files = read(folder.path(), "splynx", options());
    let plan = files.plan().expect("understood");
    assert_eq!((plan[0].encoding, plan[0].separator, plan[0].rows), ("windows-1252", ';', 3));
    assert!(plan[0].left_out.is_empty(), "{:?}", plan[0].left_out);
    assert_eq!(plan[0].formats[0].format, "day month year");
    let reports = write(&t, &files).await;
    assert_eq!((reports[0].written, refusals(&reports)), (3, Vec::<String>::new()));

    let scope = t.scope();
    let mut customers = scope.select::<customer::Entity>().all().await.expect("the database answers");
    customers.sort_by(|a, b| a.number.cmp(&b.number));
    let told: Vec<_> = customers
        .iter()
        .map(|row| {
            format!(
                "{} {} {:?} {:?} {:?} {:?}",
                row.number, row.name, row.kind, row.status, row.billing_mode, row.email
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "17 Jürgen Müller Residential Active Postpaid Some(\"j@example.net\")",
            "18 Größe GmbH Business Suspended Prepaid Some(\"rechnung@example.net\")",
            "19 Längst Weg Residential Closed Postpaid Some(\"w@example.net\")",
        ]
    );
    assert_eq!(customers[0].created_at.to_rfc3339(), "2021-02-03T11:00:00+00:00", "noon in Berlin");
    assert_eq!(customers[0].address["country"], "DE");
    let refs = scope.select::<external_ref::Entity>().all().await.expect("the database answers");
    let kept = refs.iter().find(|row| row.external_id == "17").expect("it was imported");
    assert_eq!(kept.kept["Portal login"], "mueller");
    assert_eq!(kept.kept["Geo data"], "52.5,13.4");
    assert!(!format!("{refs:?}").contains("hunter2"), "a password is never read");
    let accounts = scope.select::<portal_account::Entity>().count().await.expect("the database answers");
    assert_eq!(accounts, 2, "who has left needs no sign-in");
});

both!(the_batch_order_of_freeside_is_two_kinds_in_one_file, async |t: TestApp| {
    let t = t.tenant_with(|tenant| "en-US".clone_into(&mut tenant.locale)).await;
    let plans = b"pkgpart,pkg,recur_fee,setup_fee\n5,DSL 25,29.95,50\n";
    let batch = b"agent_custid,refnum,last,first,company,address1,address2,city,state,zip,country,daytime,night,\
        ship_address1,payinfo,paydate,invoicing_list,pkgpart,username\n\
        100,1,Smith,Jane,,1 Elm St,,Springfield,IL,62701,US,555-0100,,,4111111111111111,2027-01-01,jane@example.net,5,jane\n\
        101,1,Doe,John,Acme Inc,2 Oak Ave,Suite 3,Springfield,IL,62702,US,555-0101,,,4012888888881881,2027-01-01,,5,acme\n";
    let folder = folder(&[("part_pkg.csv", plans), ("batch.csv", batch)]);
    let reports = write(&t, &read(folder.path(), "freeside", options())).await;
    assert_eq!(
        (summary(&reports), refusals(&reports)),
        (vec![("plans", 1, 0, 0), ("customers", 2, 0, 0), ("subscriptions", 2, 0, 0)], vec![])
    );
    let scope = t.scope();
    let mut customers = scope.select::<customer::Entity>().all().await.expect("the database answers");
    customers.sort_by(|a, b| a.number.cmp(&b.number));
    let names: Vec<_> = customers.iter().map(|row| (row.name.as_str(), format!("{:?}", row.kind))).collect();
    assert_eq!(names, [("Jane Smith", "Residential".to_owned()), ("Acme Inc", "Business".to_owned())]);
    assert_eq!(customers[1].address["city"], "Springfield, IL");
    let owners = scope.select::<portal_account::Entity>().all().await.expect("the database answers");
    assert!(owners.iter().any(|row| row.display_name == "John Doe"), "the company's person signs in");
    let refs = scope.select::<external_ref::Entity>().all().await.expect("the database answers");
    let everything = format!("{refs:?} {customers:?} {owners:?}");
    assert!(!everything.contains("4111111111111111") && !everything.contains("4012888888881881"));
});

both!(a_suspended_service_has_a_lock_to_lift, async |t: TestApp| {
    let t = t.tenant().await;
    let services = b"external_id,customer,plan,activated_on,status,suspended_for\n\
        s1,1,f250,2024-05-06,SUSPENDED,NON_PAYMENT\n\
        s2,1,f250,2024-05-06,SUSPENDED,\n\
        s3,1,f250,2024-05-06,ACTIVE,\n\
        s4,1,f250,2024-05-06,ACTIVE,ABUSE\n\
        s5,1,f250,2024-05-06,SUSPENDED,HOLIDAY\n";
    let folder =
        folder(&[("plans.csv", PLANS), ("Customers.CSV", CUSTOMERS), ("subscriptions.csv", services)]);
    let reports = write(&t, &read(folder.path(), "portico", options())).await;
    assert_eq!(
        refusals(&reports)[2..],
        [
            "subscriptions.csv:5: suspended_for: is of a subscription that is not suspended",
            "subscriptions.csv:6: suspended_for: `HOLIDAY` is none of NON_PAYMENT, VOLUNTARY, ABUSE, ADMIN",
        ]
    );
    let scope = t.scope();
    let services = scope.select::<subscription::Entity>().all().await.expect("the database answers");
    let locks = scope.select::<suspension_lock::Entity>().all().await.expect("the database answers");
    let told = |number: &str| {
        let service = services.iter().find(|row| row.number == number).expect("it was imported");
        let lock = locks.iter().find(|lock| lock.subscription_id == service.id);
        (service.status, lock.map(|lock| (lock.reason, lock.since)))
    };
    let since = t.scope().today();
    assert_eq!(
        [told("s1"), told("s2"), told("s3")],
        [
            (SubscriptionStatus::Suspended, Some((LockReason::NonPayment, since))),
            (SubscriptionStatus::Suspended, Some((LockReason::Admin, since))),
            (SubscriptionStatus::Active, None),
        ]
    );
    let held = services.iter().find(|row| row.number == "s1").expect("it was imported").id;
    let tx = scope.begin().await.expect("begun");
    let lifted = catalog::lift(&tx, held, LockReason::NonPayment).await.expect("lifted");
    tx.commit().await.expect("committed");
    assert_eq!(lifted, LiftOutcome::Lifted { in_service: true });
});

both!(what_is_imported_of_a_wallet_is_known_to_fall, async |t: TestApp| {
    use portico::billing::entity::wallet_alert;
    let t = t.tenant_with(|new| new.settings.billing.low_balance_minor = Some(20_00)).await;
    let customers = b"external_id,name,email,city,country,since,billing_mode\n\
        1,Ada Lovelace,ada@example.net,London,GB,2024-05-06,PREPAID\n\
        2,Grace Hopper,grace@example.net,New York,US,2023-01-31,PREPAID\n\
        3,Mary Jackson,mary@example.net,Hampton,US,2023-01-31,POSTPAID\n";
    let payments = b"external_id,customer,amount,date\n1,1,50.00,2026-11-01\n2,2,5.00,2026-11-01\n3,3,50.00,2026-11-01\n";
    let folder = folder(&[("customers.csv", customers), ("payments.csv", payments)]);
    let reports = write(&t, &read(folder.path(), "portico", Options { invite: false, ..options() })).await;
    assert_eq!(refusals(&reports), Vec::<String>::new());
    let scope = t.scope();
    let alerts = scope.select::<wallet_alert::Entity>().all().await.expect("the database answers");
    let customers = scope.select::<customer::Entity>().all().await.expect("the database answers");
    let low = |name: &str| {
        let id = customers.iter().find(|row| row.name == name).expect("it was imported").id;
        alerts.iter().find(|row| row.customer_id == id).map(|row| row.is_low)
    };
    let names = ["Ada Lovelace", "Grace Hopper", "Mary Jackson"];
    assert_eq!(names.map(low), [Some(false), Some(true), None]);
    assert_the_books_add_up(&scope).await;
});
