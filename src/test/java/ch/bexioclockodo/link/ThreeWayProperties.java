package ch.bexioclockodo.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Four states of a pair with the same few fields, each field unset, missing or one of few. */
class ThreeWayProperties {

  private static final List<String> FIELDS = List.of("name", "note", "budget", "active");

  /** What bexio said and says, what was agreed on, and what clockodo shows. */
  record Pair(
      Map<String, Object> before,
      Map<String, Object> after,
      Map<String, Object> agreed,
      Map<String, Object> now,
      Set<String> hidden) {

    ThreeWay compared() {
      return ThreeWay.compare(
          before, after, agreed, now, field -> !hidden.contains(field), Set.copyOf(FIELDS));
    }

    boolean changedInBexio(String field) {
      return !Values.same(before.get(field), after.get(field));
    }

    boolean changedInClockodo(String field) {
      return agreed.containsKey(field) && !Values.same(agreed.get(field), now.get(field));
    }
  }

  @Property
  void whatBexioDidNotChangeIsNeverWritten(@ForAll("pairs") Pair pair) {
    ThreeWay found = pair.compared();

    assertThat(found.changes().keySet()).allMatch(pair::changedInBexio);
    assertThat(fields(found.conflicts())).allMatch(pair::changedInBexio);
  }

  @Property
  void whatClockodoChangedToSomethingElseIsNeverWritten(@ForAll("pairs") Pair pair) {
    assertThat(pair.compared().changes().keySet()).noneMatch(pair::changedInClockodo);
  }

  @Property
  void aFieldThatBothChangedToDifferentValuesIsAConflictAndNothingElse(@ForAll("pairs") Pair pair) {
    ThreeWay found = pair.compared();

    for (String field : FIELDS) {
      boolean meant =
          pair.changedInBexio(field)
              && pair.changedInClockodo(field)
              && !Values.same(pair.after().get(field), pair.now().get(field))
              && !pair.hidden().contains(field);
      assertThat(fields(found.conflicts()).contains(field)).as(field).isEqualTo(meant);
    }
  }

  @Property
  void aFieldIsJudgedOnce(@ForAll("pairs") Pair pair) {
    ThreeWay found = pair.compared();
    Set<String> all = new HashSet<>(found.changes().keySet());
    all.addAll(fields(found.kept()));
    all.addAll(fields(found.conflicts()));

    assertThat(all)
        .hasSize(found.changes().size() + found.kept().size() + found.conflicts().size());
  }

  @Property
  void whatOnlyBexioChangedIsWritten(@ForAll("pairs") Pair pair) {
    ThreeWay found = pair.compared();

    for (String field : FIELDS) {
      boolean meant =
          pair.changedInBexio(field)
              && !pair.changedInClockodo(field)
              && !Values.same(pair.after().get(field), pair.now().get(field))
              && !pair.hidden().contains(field);
      assertThat(found.changes().containsKey(field)).as(field).isEqualTo(meant);
    }
  }

  @Property
  void whatWasWrittenAlthoughItsAnswerWasLostIsNotWrittenAgain(@ForAll("pairs") Pair pair) {
    Pair arrived =
        new Pair(pair.before(), pair.after(), pair.agreed(), written(pair), pair.hidden());

    assertThat(arrived.compared().changes()).isEmpty();
  }

  @Property
  void onceWrittenAndAgreedNothingIsLeftToWrite(@ForAll("pairs") Pair pair) {
    ThreeWay found = pair.compared();
    Map<String, Object> now = written(pair);
    Map<String, Object> agreed = new HashMap<>(now);
    found.kept().forEach(kept -> agreed.put(kept.field(), kept.agreed()));
    found.conflicts().forEach(kept -> agreed.put(kept.field(), kept.agreed()));

    ThreeWay again = new Pair(pair.after(), pair.after(), agreed, now, pair.hidden()).compared();

    assertThat(again.changes()).isEmpty();
    assertThat(again.conflicts()).isEmpty();
    assertThat(fields(again.kept()))
        .containsAll(fields(found.kept()))
        .containsAll(fields(found.conflicts()));
  }

  @Property
  void whatClockodoHidesIsLeftAlone(@ForAll("pairs") Pair pair) {
    ThreeWay found = pair.compared();

    assertThat(found.changes().keySet()).noneMatch(pair.hidden()::contains);
    assertThat(fields(found.kept())).noneMatch(pair.hidden()::contains);
    assertThat(fields(found.conflicts())).noneMatch(pair.hidden()::contains);
  }

  @Property
  void unsetNullAndEmptyAreOne(@ForAll("pairs") Pair pair) {
    Pair blank =
        new Pair(
            blanks(pair.before()), pair.after(), pair.agreed(), blanks(pair.now()), pair.hidden());

    ThreeWay found = pair.compared();
    ThreeWay other = blank.compared();

    assertThat(other.changes().keySet()).isEqualTo(found.changes().keySet());
    assertThat(fields(other.kept())).isEqualTo(fields(found.kept()));
    assertThat(fields(other.conflicts())).isEqualTo(fields(found.conflicts()));
  }

  private static Map<String, Object> written(Pair pair) {
    Map<String, Object> now = new HashMap<>(pair.now());
    pair.compared().changes().forEach((field, change) -> now.put(field, change.bexio()));
    return now;
  }

  private static Map<String, Object> blanks(Map<String, Object> fields) {
    Map<String, Object> blank = new HashMap<>();
    FIELDS.forEach(field -> blank.put(field, fields.get(field) == null ? "" : fields.get(field)));
    return blank;
  }

  private static Set<String> fields(List<ThreeWay.Change> changes) {
    return changes.stream().map(ThreeWay.Change::field).collect(Collectors.toSet());
  }

  @Provide
  Arbitrary<Pair> pairs() {
    return Combinators.combine(
            states(), states(), states(), states(), Arbitraries.of(FIELDS).set().ofMaxSize(1))
        .as(Pair::new);
  }

  private static Arbitrary<Map<String, Object>> states() {
    List<Object> some =
        List.of(
            "",
            "a",
            " a ",
            "a\r\nb",
            "a\nb",
            1,
            1.0,
            new BigDecimal("1.00"),
            2,
            true,
            false,
            Map.of("amount", 1),
            Map.of("amount", 1.0, "total", 7),
            Map.of("amount", 2));
    Arbitrary<Object> values = Arbitraries.of(some).injectNull(0.2);
    return Arbitraries.maps(Arbitraries.of(FIELDS), values).ofMaxSize(FIELDS.size());
  }
}
