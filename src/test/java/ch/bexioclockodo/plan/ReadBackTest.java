package ch.bexioclockodo.plan;

import static ch.bexioclockodo.plan.MasterDataSamples.ALL;
import static ch.bexioclockodo.plan.MasterDataSamples.company;
import static ch.bexioclockodo.plan.MasterDataSamples.customer;
import static ch.bexioclockodo.plan.MasterDataSamples.customerProject;
import static ch.bexioclockodo.plan.MasterDataSamples.project;
import static ch.bexioclockodo.plan.MasterDataSamples.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.DecisionsBySource;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.Links;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadBackTest extends PlannedImport {

  @Test
  void whatMayHaveArrivedIsLookedForByNumberThenByNameAndNeverCreatedTwice() {
    data.with(CONTACTS, company(1, "A"), company(2, "B"), company(3, "C"), company(4, "D"))
        .with(
            CUSTOMERS,
            customer(7, "B"),
            with(customer(8, "Renamed"), "number", "K-3"),
            customer(9, "D long ago"));
    PendingCreates pending =
        new PendingCreates(
            List.of(
                pending(1, Map.of("name", "A"), false),
                pending(2, Map.of("name", "B"), true),
                pending(3, Map.of("name", "C", "number", "K-3"), false),
                pending(4, Map.of("name", "D"), true)));
    ImportPlanner.Result result =
        ImportPlanner.propose(
            data.read(),
            new ImportContext(
                new Links(List.of()),
                new DecisionsBySource(List.of()),
                rules("all"),
                ALL,
                pending,
                false,
                true,
                NOW));
    assertThat(result.proposals())
        .extracting(Proposal::action, Proposal::state, Proposal::targetId)
        .containsExactly(
            tuple(Action.CREATE, RowState.UNKNOWN, null),
            tuple(Action.LINK, RowState.PLANNED, 7L),
            tuple(Action.LINK, RowState.PLANNED, 8L),
            tuple(Action.CREATE, RowState.PLANNED, null));
    assertThat(result.proposals().get(0).isCreated()).isFalse();
  }

  @Test
  void whatMayHaveArrivedForOneContactIsNotLinkedToAnotherThatTookItsName() {
    data.with(CONTACTS, company(1, "Meier AG"), company(2, "Meier AG, vormals"))
        .with(CUSTOMERS, customer(7, "Meier AG"));
    ImportPlanner.Result result = pending(pending(2, Map.of("name", "Meier AG"), true));
    assertThat(result.proposals())
        .extracting(Proposal::action, Proposal::targetId)
        .containsExactly(tuple(Action.DECIDE, null), tuple(Action.LINK, 7L));
    assertThat(result.proposals().get(0).reason().code()).isEqualTo(ReasonCode.NAME_TAKEN);
  }

  @Test
  void aProjectThatMayHaveArrivedIsNotCreatedAgainUnderAnotherContact() {
    data.with(CONTACTS, company(1, "A"), company(2, "B"))
        .with(PROJECTS, project(11, "Umbau", 2), project(12, "Neubau", 2))
        .with(CUSTOMERS, customer(7, "A"), customer(8, "B"))
        .with(
            CUSTOMER_PROJECTS,
            customerProject(70, 7, "Umbau"),
            with(customerProject(71, 7, "Neubau"), "number", "P-12"));
    ImportPlanner.Result result =
        pending(
            new PendingCreates.Pending(
                LinkKind.PROJECT, 11, Map.of("name", "Umbau", "customers_id", 7), null, true),
            new PendingCreates.Pending(
                LinkKind.PROJECT, 12, Map.of("name", "Neubau", "number", "P-12"), null, true));
    assertThat(of(result, PlanRow.PROJECT, 11).reason().code())
        .isEqualTo(ReasonCode.PROJECT_OTHER_CUSTOMER);
    assertThat(of(result, PlanRow.PROJECT, 12).reason().code())
        .isEqualTo(ReasonCode.PROJECT_OTHER_CUSTOMER);
  }

  @Test
  void whatIsReadBackIsComparedFromWhatWasSentOn() {
    data.with(CONTACTS, company(1, "Muster Holding"))
        .with(CUSTOMERS, with(with(customer(7, "Muster AG"), "number", "K-1"), "note", "by hand"));
    ImportPlanner.Result result =
        pending(
            new PendingCreates.Pending(
                LinkKind.CUSTOMER,
                1,
                Map.of("name", "Muster", "number", "K-1"),
                Map.of("id", 1, "name_1", "Muster"),
                true));
    Base base = result.proposals().get(0).base();
    assertThat(base.source()).containsEntry("name_1", "Muster");
    assertThat(base.fields())
        .as("a name by hand since then is seen, and so is bexio's new one")
        .containsEntry("name", "Muster")
        .containsEntry("note", "by hand");
  }

  @Test
  void whatWasDecidedToBeCreatedIsLookedForToo() {
    data.with(CONTACTS, company(1, "A"), company(2, "B")).with(CUSTOMERS, customer(7, "A"));
    ImportPlanner.Result result =
        ImportPlanner.propose(
            data.read(),
            new ImportContext(
                new Links(List.of()),
                new DecisionsBySource(
                    List.of(decision(1, Choice.CREATE, null), decision(2, Choice.CREATE, null))),
                rules("all"),
                ALL,
                new PendingCreates(
                    List.of(
                        pending(1, Map.of("name", "A"), true),
                        pending(2, Map.of("name", "B"), false))),
                false,
                true,
                NOW));
    assertThat(result.proposals())
        .extracting(Proposal::action, Proposal::state)
        .containsExactly(
            tuple(Action.LINK, RowState.PLANNED), tuple(Action.CREATE, RowState.UNKNOWN));
  }
}
