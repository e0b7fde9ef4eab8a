//! Tenants: each with a random host, one tax, and fresh counters for its documents.

use std::sync::Arc;

use portico::billing::entity::document_sequence::{self, DocumentKind};
use portico::billing::entity::tax_rate;
use portico::db::{Db, PlatformScope, Scope};
use portico::kernel::actor::Actor;
use portico::kernel::clock::{Clock as _, ManualClock, SharedClock};
use portico::kernel::entropy::{self, SharedEntropy};
use portico::ports::payment_gateway::GatewayKind;
use portico::tenancy::{self, Branding, NewTenant, PaymentSettings, SecondFactorPolicy, Settings, Tenant};
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _, Set};

/// The code of the one tax, for plans and lines.
pub(super) const TAX_CODE: &str = "standard";

/// Makes a tenant; `change` may alter it before.
pub(in crate::support) async fn create(
    db: &Db,
    clock: Arc<ManualClock>,
    entropy: &SharedEntropy,
    change: impl FnOnce(&mut NewTenant),
) -> (Tenant, tax_rate::Model) {
    let slug = format!("isp-{:016x}", u64::from_le_bytes(entropy::bytes(&**entropy)));
    let mut new = NewTenant {
        hosts: vec![format!("{slug}.example")],
        slug,
        name: "Example Fibre".to_owned(),
        timezone: "Europe/Berlin".to_owned(),
        currency: "EUR".parse().expect("a currency"),
        locale: "en".to_owned(),
        portal_prefix: "EX".to_owned(),
        branding: Branding { primary_color: "#0b5fff".to_owned(), ..Branding::default() },
        // Most tests are about other things than second factors.
        settings: Settings {
            second_factor: SecondFactorPolicy { required_for: Vec::new() },
            payments: PaymentSettings { gateway: Some(GatewayKind::Sandbox), ..PaymentSettings::default() },
            ..Settings::default()
        },
    };
    change(&mut new);
    let (platform, slug) = (PlatformScope::new(db.clone()), new.slug.clone());
    tenancy::create(&platform, new, clock.now(), &**entropy).await.expect("the tenant is new");
    let tenant = tenancy::find_by_slug(&platform, &slug).await.expect("the database answers");
    let tenant = tenant.expect("it was just created");

    let clock: SharedClock = clock;
    let reference = tenant.reference.clone();
    let scope = Scope::new(db.clone(), reference, Actor::System, &clock, entropy.clone(), "factory".into());
    let vat = tax_rate::Model {
        id: scope.new_id(),
        tenant_id: tenant.reference.id,
        code: TAX_CODE.to_owned(),
        name: "VAT".to_owned(),
        rate_micro: 190_000,
        jurisdiction: "DE".to_owned(),
        compound: false,
        inclusive: false,
        from_date: "2020-01-01".parse().expect("a date"),
        to_date: None,
    };
    let tx = scope.begin().await.expect("the database answers");
    tx.insert(vat.clone().into_active_model().reset_all()).await.expect("the rate is new");
    let kinds =
        [DocumentKind::Invoice, DocumentKind::CreditNote, DocumentKind::Payment, DocumentKind::Receipt];
    let counter =
        |kind| document_sequence::ActiveModel { kind: Set(kind), next: Set(1), ..Default::default() };
    tx.insert_many(kinds.map(counter).to_vec()).await.expect("the counters are new");
    tx.commit().await.expect("the database answers");
    (tenant, vat)
}
