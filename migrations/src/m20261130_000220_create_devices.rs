//! Sites, devices and their interfaces, the networks in which they may be asked, and the services that hang on them.

use sea_orm_migration::prelude::*;

use crate::table::{
    belongs_to, boolean, date, drop_all, index, instant, int4, int8, optional, owned, pair, text, unique,
};

/// Sites, devices and their interfaces, the networks in which they may be asked, and the services that hang on them.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(site()).await?;
        manager.create_table(management_network()).await?;
        manager.create_table(device()).await?;
        manager.create_index(index("device", &["parent_id"])).await?;
        manager.create_index(index("device", &["site_id"])).await?;
        // A trap's question: who answers at the address that it came from, whoever's it is.
        manager
            .create_index(
                Index::create().name("device_mgmt_address_idx").table("device").col("mgmt_address").take(),
            )
            .await?;
        manager.create_table(device_state()).await?;
        // The poller's question: what is due, whoever's it is.
        manager
            .create_index(
                Index::create()
                    .name("device_state_next_poll_at_idx")
                    .table("device_state")
                    .col("next_poll_at")
                    .take(),
            )
            .await?;
        manager.create_table(device_interface()).await?;
        manager.create_table(service_link()).await?;
        manager.create_index(index("service_link", &["device_id"])).await?;
        manager.create_index(index("service_link", &["interface_id"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables =
            ["service_link", "device_interface", "device_state", "device", "management_network", "site"];
        drop_all(manager, &tables).await
    }
}

fn site() -> TableCreateStatement {
    let mut table = owned("site");
    table
        .col(text("name"))
        .col(optional(&text("address")))
        .col(optional(&int4("latitude_e6")))
        .col(optional(&int4("longitude_e6")))
        .col(int4("version"));
    table.check(Expr::cust("latitude_e6 BETWEEN -90000000 AND 90000000"));
    table.check(Expr::cust("longitude_e6 BETWEEN -180000000 AND 180000000"));
    unique(&mut table, "site", "name");
    table
}

fn management_network() -> TableCreateStatement {
    let mut table = owned("management_network");
    table.col(text("cidr")).col(optional(&text("note"))).col(instant("created_at"));
    unique(&mut table, "management_network", "cidr");
    table
}

fn device() -> TableCreateStatement {
    let mut table = owned("device");
    table.col(text("name")).col(text("kind")).col(optional(&text("vendor"))).col(optional(&text("model")));
    belongs_to(&mut table, "device", "site_id", "site", false);
    belongs_to(&mut table, "device", "parent_id", "device", false);
    table
        .col(optional(&text("mgmt_address")))
        .col(optional(&text("snmp_version")))
        .col(int4("snmp_port"))
        .col(optional(&text("snmp_secret")))
        .col(int4("poll_interval_seconds"))
        .col(boolean("in_maintenance"))
        .col(instant("created_at"))
        .col(optional(&instant("retired_at")))
        .col(int4("version"));
    table.check(Expr::cust("snmp_port BETWEEN 1 AND 65535"));
    table.check(Expr::cust("poll_interval_seconds BETWEEN 10 AND 86400"));
    table.check(Expr::cust("parent_id IS NULL OR parent_id <> id"));
    // Who is asked has an address, a version and a secret.
    table.check(Expr::cust("snmp_version IS NULL OR (mgmt_address IS NOT NULL AND snmp_secret IS NOT NULL)"));
    unique(&mut table, "device", "name");
    table
}

fn device_state() -> TableCreateStatement {
    let mut table = owned("device_state");
    belongs_to(&mut table, "device_state", "device_id", "device", true);
    table
        .col(text("status"))
        .col(instant("status_since"))
        .col(boolean("suppressed"))
        .col(int4("failures"))
        .col(int4("successes"))
        .col(optional(&instant("last_tried_at")))
        .col(optional(&instant("last_ok_at")))
        .col(optional(&text("last_error")))
        .col(optional(&int4("response_micros")))
        .col(optional(&text("sys_name")))
        .col(optional(&text("sys_descr")))
        .col(optional(&text("sys_object_id")))
        .col(optional(&int8("sys_uptime_ticks")))
        .col(optional(&int4("cpu_permille")))
        .col(optional(&int4("memory_permille")))
        .col(instant("next_poll_at"))
        .col(optional(&text("lease_holder")))
        .col(optional(&instant("lease_until")));
    unique(&mut table, "device_state", "device_id");
    table
}

fn device_interface() -> TableCreateStatement {
    let mut table = owned("device_interface");
    belongs_to(&mut table, "device_interface", "device_id", "device", true);
    table
        .col(int4("if_index"))
        .col(text("name"))
        .col(optional(&text("alias")))
        .col(optional(&int4("if_type")))
        .col(optional(&int8("speed_bps")))
        .col(boolean("present"))
        .col(optional(&boolean("admin_up")))
        .col(optional(&boolean("oper_up")))
        .col(optional(&int4("counter_bits")))
        .col(optional(&int8("in_octets")))
        .col(optional(&int8("out_octets")))
        .col(optional(&int8("in_errors")))
        .col(optional(&int8("out_errors")))
        .col(optional(&int8("discontinuity_ticks")))
        .col(optional(&int8("uptime_ticks")))
        .col(optional(&int8("in_bps")))
        .col(optional(&int8("out_bps")))
        .col(optional(&int8("in_error_delta")))
        .col(optional(&int8("out_error_delta")))
        .col(optional(&int4("rx_power_cdbm")))
        .col(optional(&int4("tx_power_cdbm")))
        .col(optional(&instant("sampled_at")));
    pair(&mut table, "device_interface", "device_id", "if_index");
    table
}

fn service_link() -> TableCreateStatement {
    let mut table = owned("service_link");
    belongs_to(&mut table, "service_link", "customer_id", "customer", true);
    belongs_to(&mut table, "service_link", "subscription_id", "subscription", true);
    belongs_to(&mut table, "service_link", "device_id", "device", true);
    belongs_to(&mut table, "service_link", "interface_id", "device_interface", false);
    table
        .col(instant("since"))
        // What the service had used on the day on which it was moved here: its former port tells of it no more.
        .col(optional(&date("moved_on")))
        .col(int8("moved_down_bytes"))
        .col(int8("moved_up_bytes"));
    unique(&mut table, "service_link", "subscription_id");
    table
}
