//! What the ledger refuses has written nothing: the caller's transaction may go on, and the books add up when it is
//! committed.

use portico::billing::ledger::{LedgerError, allocate_credit};
use portico::payments::ledger;

use crate::support::app::{TestApp, today};
use crate::support::recount::ledger_check_is_empty;

both!(an_invoice_that_owes_less_leaves_the_source_as_it_was, async |t: TestApp| {
    let ada = t.customer().insert().await;
    let bill = t.invoice(&ada).line("Fibre", 10_00).issued(today()).insert().await.row;
    let paid = t.invoice(&ada).line("Fibre", 10_00).issued(today()).paid().insert().await.row;
    let money = t.payment(&ada, 80_00).insert().await.id;
    let note = t.credit_note(&ada, 80_00).insert().await.id;
    let tx = t.scope().begin().await.expect("begun");
    for (invoice, amount) in [(bill.id, bill.total_minor + 1), (paid.id, 1), (bill.id, 0), (bill.id, -1)] {
        let allocated = ledger::allocate(&tx, money, invoice, amount).await;
        assert!(matches!(allocated, Err(LedgerError::Conflict)), "{amount}: {allocated:?}");
        let allocated = allocate_credit(&tx, note, invoice, amount).await;
        assert!(matches!(allocated, Err(LedgerError::Conflict)), "{amount}: {allocated:?}");
    }
    tx.commit().await.expect("committed");
    ledger_check_is_empty(&t).await;
});

both!(an_allocation_is_not_taken_back_as_of_another_payment, async |t: TestApp| {
    let ada = t.customer().insert().await;
    let bill = t.invoice(&ada).line("Fibre", 50_00).issued(today()).insert().await.row.id;
    let (first, second) =
        (t.payment(&ada, 80_00).insert().await.id, t.payment(&ada, 80_00).insert().await.id);
    let tx = t.scope().begin().await.expect("begun");
    let allocation = ledger::allocate(&tx, first, bill, 20_00).await.expect("allocated");
    let reversed = ledger::reverse(&tx, second, allocation).await;
    assert!(matches!(reversed, Err(LedgerError::Conflict)), "{reversed:?}");
    tx.commit().await.expect("committed");
    ledger_check_is_empty(&t).await;
});
