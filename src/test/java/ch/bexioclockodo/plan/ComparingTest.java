package ch.bexioclockodo.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.bexio.Project;
import ch.bexioclockodo.clockodo.CustomerProject;
import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparingTest {

  private final Map<String, Object> agreed = new HashMap<>(Map.of("name", "A", "active", true));
  private final Map<String, Object> others = new HashMap<>();
  private String nameNow = "A";
  private Choice choice;
  private String taken;

  @Test
  void aNameThatSomethingElseHasIsForAPersonWhoMaySendItAllTheSame() {
    taken = "B";
    assertThat(compare(Map.of("name", "A"), Map.of("name", "B")).reason().code())
        .isEqualTo(ReasonCode.NAME_TAKEN_BY_ANOTHER);
    choice = Choice.TAKE_BEXIO;
    assertThat(compare(Map.of("name", "A"), Map.of("name", "B")).action()).isEqualTo(Action.UPDATE);
  }

  @Test
  void whoKeepsClockodosMeansTheRowAsItStandsWhateverChanged() {
    choice = Choice.KEEP_CLOCKODO;
    taken = "B";
    Comparing.Result kept = compare(Map.of("name", "A"), Map.of("name", "B"));
    assertThat(kept.reason())
        .isEqualTo(
            Reason.of(ReasonCode.KEPT_BY_DECISION, Words.field("name") + " «A» (bexio «B»)"));
    assertThat(kept.upkeep().decided()).isTrue();
  }

  @Test
  void whoTakesBexiosMeansWhatWasChangedByHandToo() {
    choice = Choice.TAKE_BEXIO;
    nameNow = "by hand";
    assertThat(compare(Map.of("name", "A"), Map.of("name", "A")).changes())
        .isEqualTo(Map.of("name", "A"));
  }

  @Test
  void aChangeByHandBesideAChangeInBexioIsToldToo() {
    others.put("note", "by hand");
    agreed.put("note", "old");
    Comparing.Result result = compare(Map.of("name", "A"), Map.of("name", "B"));
    assertThat(result.changes()).isEqualTo(Map.of("name", "B"));
    assertThat(result.reason().code()).isEqualTo(ReasonCode.CHANGED_AND_KEPT);
    assertThat(result.reason().args().get(1)).contains("«old» → «by hand»");
  }

  @Test
  void namesThatLookLikeOurOwnWordsAreShownAsTheyAre() {
    Comparing.Result result = compare(Map.of("name", "A"), Map.of("name", "{field:name} {yes}"));
    assertThat(result.reason().args().get(0)).contains("«{field:name} {yes}»");
  }

  @Test
  void whatABudgetHoldsBesideStaysInIt() {
    Map<String, Object> monthly = new LinkedHashMap<>();
    monthly.put("monetary", false);
    monthly.put("amount", 10);
    monthly.put("interval", 1);
    monthly.put("subprojects_budget_total", 0);
    others.put("budget", monthly);
    agreed.put("budget", monthly);
    Map<String, Object> asked = Map.of("monetary", false, "amount", BigDecimal.valueOf(20));

    Comparing.Result result =
        compare(Map.of("budget", Map.of("monetary", false, "amount", 10)), Map.of("budget", asked));

    assertThat(result.changes())
        .isEqualTo(
            Map.of(
                "budget",
                Map.of("monetary", false, "amount", BigDecimal.valueOf(20), "interval", 1)));
  }

  @Test
  void aChangeOfAFieldThatClockodoHidesWaitsUntilItIsShown() {
    Comparing.Result hidden = compare(Map.of("note", "old"), Map.of("note", "new"));
    assertThat(hidden.action()).isNull();
    assertThat(Base.read(hidden.upkeep().agreement().base()).source())
        .as("the record that was compared with stays")
        .containsEntry("name", "former");

    others.put("note", "old");
    agreed.put("note", "old");
    assertThat(compare(Map.of("note", "old"), Map.of("note", "new")).changes())
        .isEqualTo(Map.of("note", "new"));
  }

  @Test
  void mappingAnewTakesNothingAwayThatBexioSaysNothingAbout() {
    others.put("note", "by hand");
    agreed.put("note", "by hand");
    Map<String, Object> asked = new HashMap<>();
    asked.put("name", "P-A");
    asked.put("note", null);

    Comparing.Result result =
        Comparing.compare(proposal(), base(), null, asked, ImportRules.Conflicts.DECIDE, true);

    assertThat(result.changes()).isEqualTo(Map.of("name", "P-A"));
  }

  @Test
  void aConflictIsSettledByTheSettingOrByAPerson() {
    nameNow = "by hand";
    Map<String, Object> before = Map.of("name", "A");
    Map<String, Object> after = Map.of("name", "B");
    assertThat(compare(before, after).reason().code()).isEqualTo(ReasonCode.CONFLICT);
    choice = Choice.KEEP_CLOCKODO;
    Comparing.Result kept = compare(before, after);
    assertThat(kept.action()).isEqualTo(Action.EXCLUDE);
    assertThat(kept.upkeep().decided()).isTrue();
    assertThat(Base.read(kept.upkeep().agreement().base()).fields())
        .as("a later change in bexio still meets the change by hand")
        .containsEntry("name", "A");
    choice = Choice.TAKE_BEXIO;
    assertThat(compare(before, after).changes()).isEqualTo(Map.of("name", "B"));
  }

  private Comparing.Result compare(Map<String, Object> before, Map<String, Object> after) {
    return Comparing.compare(
        proposal(), base(), before, after, ImportRules.Conflicts.DECIDE, false);
  }

  private Base base() {
    return new Base(Map.of("name", "former"), agreed);
  }

  private Proposal proposal() {
    Project project = MasterDataSamples.project(1, "today", 9);
    CustomerProject object = new CustomerProject(7, 5, nameNow, true, false, others);
    Link link = new Link(LinkKind.PROJECT, 1, 7, "b", "c", "x", "y", null, false);
    return new Proposal(
        1,
        PlanRow.PROJECT,
        LinkKind.PROJECT,
        null,
        null,
        1,
        Map.of("id", 1, "name", "today"),
        7L,
        Map.of(),
        project,
        5L,
        Set.of(),
        "print",
        null,
        new Comparison(link, object, choice, null, name -> name.equals(taken) ? 8L : null));
  }
}
