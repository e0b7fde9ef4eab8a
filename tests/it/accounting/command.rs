//! `portico ledger check` and `portico export`.

use portico::tenancy::AccountingSettings;
use sea_orm::ConnectionTrait as _;

use crate::support::app::{Backing, TestApp, on_own_server, today};
use crate::support::guard::scratch;
use crate::support::program::{command, run};

#[test]
fn the_operator_checks_the_books_and_writes_them_for_the_accountant() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let accounts =
                AccountingSettings { debtors: "10000".to_owned(), ..AccountingSettings::default() };
            let t = t.tenant_with(|new| new.settings.accounting = accounts).await;
            let customer = t.customer().named("=HYPERLINK(\"evil\")").insert().await;
            let bill = t.invoice(&customer).line("Fibre", 100_00).issued(today()).insert().await;
            t.payment(&customer, 50_00).allocate(bill.row.id, 50_00).insert().await;
            let slug = t.facts().slug.clone();
            let portico = |arguments: &[&str]| run(&mut command(t.config(), arguments));
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();

            let output = portico(&["ledger", "check", "--tenant", &slug]);
            assert!(output.status.success(), "{}", text(&output.stderr));
            assert_eq!(text(&output.stdout), "21 checks, nothing found\n");

            let output = portico(&["export", "journal", "--tenant", &slug, "--period", "2026-11"]);
            assert!(output.status.success(), "{}", text(&output.stderr));
            let file = text(&output.stdout);
            let lines: Vec<&str> = file.lines().collect();
            assert_eq!(lines.len(), 1 + 3 + 2 + 2, "{file}");
            assert!(lines[1].contains(",10000,DEBTORS,"), "the account of the settings: {file}");
            assert!(lines[1].contains("\"'=HYPERLINK(\"\"evil\"\")\""), "no cell is a formula: {file}");
            assert!(lines[1].ends_with(",119.00,,EUR"), "{file}");

            let path = scratch("vat").join("vat.csv");
            let out = path.to_str().expect("text");
            let output = portico(&[
                "export", "vat", "--tenant", &slug, "--period", "2026-Q4", "--format", "csv", "--out", out,
            ]);
            assert!(output.status.success() && output.stdout.is_empty(), "{}", text(&output.stderr));
            let report = std::fs::read_to_string(&path).expect("written");
            assert!(
                report
                    .lines()
                    .nth(1)
                    .is_some_and(|row| row.ends_with(",100.00,19.00,0.00,0.00,100.00,19.00")),
                "{report}"
            );

            for (arguments, complaint) in [
                (vec!["export", "vat", "--tenant", &slug, "--period", "2026-13"], "a month (2026-10)"),
                (
                    vec!["export", "vat", "--tenant", "nobody", "--period", "2026"],
                    "there is no tenant nobody",
                ),
                (vec!["ledger", "check", "--tenant", "nobody"], "there is no tenant nobody"),
            ] {
                let output = portico(&arguments);
                assert!(
                    !output.status.success() && text(&output.stderr).contains(complaint),
                    "{}",
                    text(&output.stderr)
                );
            }

            let sql = "UPDATE document_sequence SET next = next + 1 WHERE kind = 'INVOICE'";
            t.raw().execute_unprepared(sql).await.expect("written");
            let output = portico(&["ledger", "check", "--tenant", &slug]);
            assert_eq!(output.status.code(), Some(1));
            assert_eq!(text(&output.stdout), "Sequence\tINVOICE\tnext number\texpected 2\tfound 3\n");
            assert!(text(&output.stderr).contains("1 findings"), "{}", text(&output.stderr));
        },
    );
}
