//! The support of a generated tenant: who works on tickets, in which hours and how soon, and the tickets of the last weeks.
//!
//! Only for a crew whose every role signs in: a load test has nobody who answers.

mod lookup;
mod stories;
mod tables;
mod thread;

use self::stories::{Story, Texts, texts};
use self::thread::{Opening, Thread, Writer};
use super::calendar::{Calendar, Ids, days_after};
use super::dice::{Dice, seed_of};
use super::world::{World, WorldSpec};
use crate::billing::entity::document_sequence::DocumentKind;
use crate::billing::number::document_number;
use crate::customers::entity::customer::{self, CustomerStatus};
use crate::kernel::clock::{Instant, date_in};
use crate::tickets::entity::ticket::{self, TicketCategory, TicketSharing, TicketSource, TicketStatus};
use crate::tickets::entity::ticket_reply::AuthorKind;
use crate::tickets::entity::{
    business_calendar, canned_reply, sla_policy, support_team, support_team_member, ticket_note,
    ticket_reply, ticket_tag, ticket_transition, ticket_watcher,
};

/// The rows, by table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field holds the rows of the table of its name")]
pub struct Desk {
    pub calendars: Vec<business_calendar::Model>,
    pub teams: Vec<support_team::Model>,
    pub team_members: Vec<support_team_member::Model>,
    pub policies: Vec<sla_policy::Model>,
    pub canned_replies: Vec<canned_reply::Model>,
    pub tickets: Vec<ticket::Model>,
    pub replies: Vec<ticket_reply::Model>,
    pub notes: Vec<ticket_note::Model>,
    pub transitions: Vec<ticket_transition::Model>,
    pub watchers: Vec<ticket_watcher::Model>,
    pub tags: Vec<ticket_tag::Model>,
}

/// What the household that signs in has written: how many days ago, in which role, about what, and where it stands. The
/// numbers count the stories of a category.
const SHOWCASE: [(i64, &str, TicketCategory, usize, TicketStatus); 10] = [
    (29, "customer", TicketCategory::Complaint, 0, TicketStatus::Closed),
    (24, "technical", TicketCategory::Technical, 0, TicketStatus::Closed),
    (20, "customer", TicketCategory::Billing, 0, TicketStatus::Closed),
    (12, "technical", TicketCategory::Technical, 1, TicketStatus::Resolved),
    (8, "payer", TicketCategory::Billing, 1, TicketStatus::Resolved),
    (5, "customer", TicketCategory::Sales, 0, TicketStatus::PendingCustomer),
    (4, "technical", TicketCategory::Technical, 2, TicketStatus::PendingVendor),
    (3, "customer", TicketCategory::General, 0, TicketStatus::InProgress),
    (2, "customer", TicketCategory::FeatureRequest, 0, TicketStatus::Open),
    (1, "customer", TicketCategory::Technical, 1, TicketStatus::New),
];

/// Of the other customers, every so many has written.
const EVERY: usize = 4;

/// The rows for a world, whose accounts and bills are there.
pub(super) fn desk(spec: &WorldSpec, world: &World) -> Desk {
    if !spec.crew.plays() {
        return Desk::default();
    }
    let seed = seed_of(spec.seed, &format!("desk of {}", spec.slug));
    let facts = spec.market.facts();
    let calendar = Calendar { zone: facts.zone, as_of: spec.as_of, months: spec.months };
    let (ids, texts) = (Ids::new(seed), texts(spec.market));
    let mut desk = tables::tables(texts, facts, calendar, &ids, world);
    let mut maker = Maker { world, calendar, texts, ids: &ids, dice: Dice::new(seed.rotate_left(32)) };
    let mut threads = maker.showcase(&desk);
    threads.extend(maker.others(&desk));
    threads.sort_by_key(|thread| thread.row.created_at);
    for (counter, thread) in (1..).zip(threads) {
        let Thread { mut row, replies, notes, transitions, watchers, tags, .. } = thread;
        row.number = document_number(DocumentKind::Ticket, date_in(facts.zone, row.created_at), counter);
        desk.tickets.push(row);
        desk.replies.extend(replies);
        desk.notes.extend(notes);
        desk.transitions.extend(transitions);
        desk.watchers.extend(watchers);
        desk.tags.extend(tags);
    }
    // A ticket that goes on in another comes after it.
    desk.tickets.sort_by_key(|row| row.merged_into_id.is_some());
    desk
}

struct Maker<'a> {
    world: &'a World,
    calendar: Calendar,
    texts: &'static Texts,
    ids: &'a Ids,
    dice: Dice,
}

impl<'a> Maker<'a> {
    /// The tickets of the household that signs in: one of each status, one that was opened again, and one that was written
    /// twice.
    fn showcase(&mut self, desk: &Desk) -> Vec<Thread<'a>> {
        let customer = &self.world.customers[0];
        let mut threads = Vec::new();
        for (days, role, category, number, status) in SHOWCASE {
            let Some(opener) = self.employed(role, AuthorKind::Customer) else { continue };
            let story = self.texts.stories_of(category)[number];
            let mut thread = self.open(desk, customer, story, days, TicketSource::Portal, &opener);
            if category == TicketCategory::Complaint {
                thread.row.sharing = TicketSharing::Opener;
            }
            self.play(&mut thread, desk, story, status, &opener);
            if status == TicketStatus::Closed && category == TicketCategory::Technical {
                threads.push(self.written_twice(desk, customer, story, &thread, &opener));
            }
            if status == TicketStatus::Resolved && category == TicketCategory::Technical {
                thread.wait(self.dice.between(600, 1_400)).reply(&opener, self.texts.again);
                let agent = self.agent(category);
                thread.wait(self.dice.between(10, 60)).moves(&agent, TicketStatus::InProgress);
                thread.wait(self.dice.between(10, 60)).reply(&agent, story.solution);
                thread.moves(&agent, TicketStatus::Resolved);
            }
            threads.push(thread);
        }
        threads
    }

    /// The same once more two minutes later, which goes on in the first.
    fn written_twice(
        &mut self,
        desk: &Desk,
        customer: &customer::Model,
        story: &Story,
        first: &Thread<'_>,
        opener: &Writer,
    ) -> Thread<'a> {
        let at = first.row.created_at + chrono::TimeDelta::minutes(2);
        let mut second = self.open_at(desk, customer, story, at, TicketSource::Portal, opener);
        let agent = self.agent(story.category);
        second.wait(1).moves(&agent, TicketStatus::Closed);
        second.row.merged_into_id = Some(first.row.id);
        second
    }

    /// Tickets of other customers, by mail, by phone and by the reseller.
    fn others(&mut self, desk: &Desk) -> Vec<Thread<'a>> {
        let mut threads = Vec::new();
        let old_enough = self.calendar.moment(days_after(self.calendar.as_of, -50), 0);
        for (number, customer) in self.world.customers.iter().enumerate().skip(1).step_by(EVERY) {
            let served = matches!(customer.status, CustomerStatus::Active | CustomerStatus::Suspended);
            let Some(owner) = self.owner(customer.id).filter(|_| served && customer.created_at < old_enough)
            else {
                continue;
            };
            let stories = &self.texts.stories;
            let story = &stories[(number / EVERY) % stories.len()];
            let status = self.dice.weighted(&[
                (45, TicketStatus::Closed),
                (15, TicketStatus::Resolved),
                (10, TicketStatus::Open),
                (10, TicketStatus::InProgress),
                (10, TicketStatus::PendingCustomer),
                (5, TicketStatus::PendingVendor),
                (5, TicketStatus::New),
            ]);
            let days = match status {
                TicketStatus::New => 1,
                TicketStatus::Closed => self.dice.between(4, 42),
                TicketStatus::Resolved => self.dice.between(3, 12),
                _ => self.dice.between(1, 6),
            };
            let day = days_after(self.calendar.as_of, -days);
            let agent = self.agent(story.category);
            let (source, opener) = match self.seller_of(customer.id, day) {
                Some(seller) if self.dice.percent(30) => (TicketSource::Portal, seller),
                _ if self.dice.percent(55) => (TicketSource::Mail, owner.clone()),
                _ => (TicketSource::Staff, agent),
            };
            let mut thread = self.open(desk, customer, story, days, source, &opener);
            let answers = if source == TicketSource::Staff { &owner } else { &opener };
            self.play(&mut thread, desk, story, status, answers);
            threads.push(thread);
        }
        threads
    }

    fn open(
        &mut self,
        desk: &Desk,
        customer: &customer::Model,
        story: &Story,
        days: i64,
        source: TicketSource,
        opener: &Writer,
    ) -> Thread<'a> {
        let minute = self.dice.between(7 * 60, 20 * 60);
        let at = self.calendar.moment(days_after(self.calendar.as_of, -days), minute);
        self.open_at(desk, customer, story, at, source, opener)
    }

    fn open_at(
        &self,
        desk: &Desk,
        customer: &customer::Model,
        story: &Story,
        at: Instant,
        source: TicketSource,
        opener: &Writer,
    ) -> Thread<'a> {
        let policy = desk.policies.iter().find(|policy| policy.priority == story.priority);
        Thread::open(Opening {
            ids: self.ids,
            policy: policy.expect("each priority has a service level").clone(),
            customer: customer.id,
            at,
            source,
            opener: opener.clone(),
            story,
            service: self.service(customer.id, story.category, at),
            line: self.line(customer.id, story.category, at),
        })
    }

    /// Lets a ticket live until it stands there.
    fn play(
        &mut self,
        thread: &mut Thread<'_>,
        desk: &Desk,
        story: &Story,
        to: TicketStatus,
        answers: &Writer,
    ) {
        use TicketStatus::{Closed, InProgress, New, Open, PendingCustomer, Resolved};
        if to == New {
            return;
        }
        let agent = self.agent(story.category);
        thread.wait(self.dice.between(5, 90)).moves(&agent, Open);
        thread.assign(&agent, tables::team_of(desk, story.category));
        thread.wait(self.dice.between(1, 20)).note(&agent, story.note);
        thread.tag(story.tag);
        if to == Open {
            return;
        }
        thread.wait(self.dice.between(5, 60)).reply(&agent, story.answer);
        if !matches!(to, Resolved | Closed) {
            thread.moves(&agent, to);
            thread.escalate(self.calendar.end(), tables::team_of(desk, TicketCategory::Technical));
            return;
        }
        thread.moves(&agent, PendingCustomer);
        thread.wait(self.dice.between(60, 600)).reply(answers, story.follow_up);
        thread.wait(self.dice.between(5, 60)).moves(&agent, InProgress);
        thread.wait(self.dice.between(20, 300)).reply(&agent, story.solution);
        thread.moves(&agent, Resolved);
        if to == Closed {
            thread.wait(self.dice.between(30, 900)).moves(answers, Closed);
            let rating =
                self.dice.weighted(&[(50, Some(5)), (20, Some(4)), (8, Some(3)), (7, Some(2)), (15, None)]);
            thread.row.rating = rating;
            thread.row.rating_comment =
                rating.filter(|rating| *rating == 5).map(|_| self.texts.praise.to_owned());
        }
    }
}
