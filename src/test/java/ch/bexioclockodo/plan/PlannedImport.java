package ch.bexioclockodo.plan;

import static ch.bexioclockodo.plan.MasterDataSamples.ALL;
import static ch.bexioclockodo.plan.MasterDataSamples.rules;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.bexio.Contact;
import ch.bexioclockodo.clockodo.ClockodoUser;
import ch.bexioclockodo.clockodo.MasterObject;
import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.Decision;
import ch.bexioclockodo.link.DecisionsBySource;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.Links;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Master data of both sides, and what an import of them is planned to be. */
abstract class PlannedImport {

  static final String CONTACTS = "bexio-list-contacts";
  static final String PROJECTS = "bexio-list-projects";
  static final String ACTIVITIES = "bexio-list-business-activities";
  static final String USERS = "bexio-list-users";
  static final String FICTIONAL = "bexio-list-fictional-users";
  static final String CUSTOMERS = "clockodo-list-customers";
  static final String CUSTOMER_PROJECTS = "clockodo-list-projects";
  static final String SERVICES = "clockodo-list-services";
  static final String ARCHIVED = "bexio-list-archived-contacts";
  static final String ITEMS = "bexio-list-items";
  static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
  static final String CLOCKODO_USERS = "clockodo-list-users";
  final MasterDataSamples data = new MasterDataSamples();

  ImportPlanner.Result pending(PendingCreates.Pending... creates) {
    return ImportPlanner.propose(
        data.read(),
        new ImportContext(
            new Links(List.of()),
            new DecisionsBySource(List.of()),
            rules("all"),
            ALL,
            new PendingCreates(List.of(creates)),
            false,
            true,
            NOW));
  }

  static PendingCreates.Pending pending(long source, Map<String, Object> payload, boolean settled) {
    return new PendingCreates.Pending(LinkKind.CUSTOMER, source, payload, null, settled);
  }

  static Decision decision(long source, Choice choice, Long target) {
    return new Decision(LinkKind.CUSTOMER, source, choice, target, Instant.EPOCH, "Anna");
  }

  ImportPlanner.Result decided(List<Link> links, Decision... decisions) {
    return ImportPlanner.propose(
        data.read(),
        new ImportContext(
            new Links(links),
            new DecisionsBySource(List.of(decisions)),
            rules("companies"),
            ALL,
            new PendingCreates(List.of()),
            false,
            true,
            NOW));
  }

  static ImportRules fromItems(ItemRule items) {
    ImportRules base = rules("all");
    return new ImportRules(
        base.customers(),
        base.companyName(),
        base.personName(),
        true,
        null,
        ImportRules.ServicesFrom.ITEMS,
        items,
        true,
        base.budget(),
        true,
        base.conflicts());
  }

  ReasonCode reason(String rule) {
    return only(plan(rule)).reason().code();
  }

  List<ReasonCode> reasons(String rule) {
    return plan(rule).proposals().stream().map(proposal -> proposal.reason().code()).toList();
  }

  ImportPlanner.Result plan(String rule, Link... links) {
    return propose(rules(rule), links);
  }

  ImportPlanner.Result propose(ImportRules rules, Link... links) {
    return ImportPlanner.propose(data.read(rules), context(rules, List.of(links)));
  }

  static ImportContext context(ImportRules rules, List<Link> links) {
    return new ImportContext(
        new Links(links),
        new DecisionsBySource(List.of()),
        rules,
        ALL,
        new PendingCreates(List.of()),
        false,
        true,
        NOW);
  }

  static Proposal only(ImportPlanner.Result result) {
    assertThat(result.proposals()).hasSize(1);
    return result.proposals().get(0);
  }

  static Proposal of(ImportPlanner.Result result, String kind, long source) {
    return result.proposals().stream()
        .filter(proposal -> proposal.kind().equals(kind) && proposal.sourceId() == source)
        .findFirst()
        .orElseThrow();
  }

  static Contact numbered(int id, String number, String name) {
    return new Contact(id, number, 1, name, null, "", false);
  }

  static <T extends MasterObject> T with(T object, String field, Object value) {
    object.others().put(field, value);
    return object;
  }

  static ClockodoUser user(long id, String email) {
    return new ClockodoUser(id, "User " + id, email, "worker", true, false);
  }

  static Link link(LinkKind kind, long bexioId, long clockodoId) {
    return new Link(kind, bexioId, clockodoId, "b", "c");
  }

  static Link compared(LinkKind kind, long bexioId, long clockodoId, Instant missingSince) {
    return new Link(kind, bexioId, clockodoId, "b", "c", "x", "y", missingSince, false);
  }
}
