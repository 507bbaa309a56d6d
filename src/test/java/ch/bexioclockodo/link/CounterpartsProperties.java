package ch.bexioclockodo.link;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.clockodo.Customer;
import ch.bexioclockodo.clockodo.CustomerProject;
import ch.bexioclockodo.clockodo.MasterObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Two filled systems that meet, over so few names and numbers that they often clash. */
class CounterpartsProperties {

  private static final long FIRST_OBJECT = 101;

  /** What meets, and which pairs a person has taken apart. */
  record Meeting(
      List<Sought> sought,
      List<MasterObject> objects,
      boolean underParents,
      boolean billServiceIds,
      Set<List<Long>> apart) {

    Map<Long, Match> matches() {
      Counterparts counterparts =
          new Counterparts(
              sought,
              objects,
              underParents,
              billServiceIds,
              (one, other) -> apart.contains(List.of(one, other)));
      Map<Long, Match> matches = new HashMap<>();
      sought.forEach(one -> matches.put(one.id(), counterparts.of(one)));
      return matches;
    }

    /** Evidence and candidates, whatever their order. */
    Map<Long, List<Object>> judged() {
      Map<Long, List<Object>> judged = new HashMap<>();
      matches().forEach((id, match) -> judged.put(id, List.of(match.evidence(), ids(match))));
      return judged;
    }
  }

  @Property
  void nothingInClockodoIsLinkedToTwoThings(@ForAll("meetings") Meeting meeting) {
    List<Long> linked =
        meeting.matches().values().stream()
            .filter(Match::links)
            .map(match -> match.candidates().get(0).id())
            .toList();

    assertThat(linked).doesNotHaveDuplicates();
  }

  @Property
  void aLinkIsTheOnlyCandidateOfBothSides(@ForAll("meetings") Meeting meeting) {
    Map<Long, Match> matches = meeting.matches();

    matches.forEach(
        (id, match) -> {
          if (match.links()) {
            assertThat(match.candidates()).hasSize(1);
            Map<Long, Match> others = new HashMap<>(matches);
            others.remove(id);
            assertThat(others.values())
                .as("another row names the same object as its candidate")
                .noneMatch(other -> ids(other).contains(match.candidates().get(0).id()));
          }
        });
  }

  @Property
  void theOrderOfTheRowsChangesNothing(@ForAll("meetings") Meeting meeting, @ForAll Random random) {
    List<Sought> sought = new ArrayList<>(meeting.sought());
    List<MasterObject> objects = new ArrayList<>(meeting.objects());
    Collections.shuffle(sought, random);
    Collections.shuffle(objects, random);

    Meeting shuffled =
        new Meeting(
            sought, objects, meeting.underParents(), meeting.billServiceIds(), meeting.apart());

    assertThat(shuffled.judged()).isEqualTo(meeting.judged());
  }

  @Property
  void anotherSpellingOfTheSameNameChangesNothing(@ForAll("meetings") Meeting meeting) {
    List<Sought> spelled =
        meeting.sought().stream()
            .map(
                one ->
                    new Sought(
                        one.id(),
                        one.number(),
                        "  " + one.name().toUpperCase(Locale.ROOT),
                        one.scope(),
                        one.parentId(),
                        one.created()))
            .toList();

    Meeting other =
        new Meeting(
            spelled,
            meeting.objects(),
            meeting.underParents(),
            meeting.billServiceIds(),
            meeting.apart());

    assertThat(other.judged()).isEqualTo(meeting.judged());
  }

  @Property
  void pairsThatWereTakenApartAreNeverProposed(@ForAll("meetings") Meeting meeting) {
    meeting
        .matches()
        .forEach(
            (id, match) ->
                assertThat(ids(match))
                    .noneMatch(other -> meeting.apart().contains(List.of(id, other))));
  }

  @Property
  void aNameUnderAnotherParentIsNoCandidate(@ForAll("meetings") Meeting meeting) {
    if (!meeting.underParents()) {
      return;
    }
    Map<Long, Sought> byId =
        meeting.sought().stream().collect(Collectors.toMap(Sought::id, one -> one));

    meeting
        .matches()
        .forEach(
            (id, match) -> {
              if (match.evidence() == Match.Evidence.NAME
                  || match.evidence() == Match.Evidence.SIMILAR) {
                assertThat(match.candidates())
                    .allMatch(object -> object.parentId().equals(byId.get(id).parentId()));
              }
            });
  }

  private static Set<Long> ids(Match match) {
    return match.candidates().stream().map(MasterObject::id).collect(Collectors.toSet());
  }

  @Provide
  Arbitrary<Meeting> meetings() {
    return Arbitraries.of(true, false).flatMap(this::meetings);
  }

  private Arbitrary<Meeting> meetings(boolean underParents) {
    Arbitrary<List<Sought>> sought = sought(underParents).list().ofMaxSize(5).map(this::numbered);
    Arbitrary<List<MasterObject>> objects =
        object(underParents).list().ofMaxSize(5).map(this::identified);
    Arbitrary<Set<List<Long>>> apart =
        Combinators.combine(
                Arbitraries.longs().between(1, 5),
                Arbitraries.longs().between(FIRST_OBJECT, FIRST_OBJECT + 4))
            .as((one, other) -> List.of(one, other))
            .set()
            .ofMaxSize(2);
    return Combinators.combine(sought, objects, Arbitraries.of(true, false), apart)
        .as(
            (some, others, billed, taken) ->
                new Meeting(some, others, underParents, billed, new HashSet<>(taken)));
  }

  private Arbitrary<Sought> sought(boolean underParents) {
    return Combinators.combine(numbers(), names(), parents(underParents).injectNull(0.2))
        .as((number, name, parent) -> new Sought(0, number, name, parent, parent, true));
  }

  private Arbitrary<MasterObject> object(boolean underParents) {
    Arbitrary<String> billed =
        Arbitraries.of("1", "2", "bexio-3", "contact 4", "x").injectNull(0.7);
    return Combinators.combine(numbers(), names(), billed, parents(underParents))
        .as(
            (number, name, bill, parent) -> {
              Map<String, Object> others = new HashMap<>();
              others.put("number", number);
              others.put("bill_service_id", bill);
              return parent == null
                  ? new Customer(0, name, true, false, others)
                  : new CustomerProject(0, parent, name, true, false, others);
            });
  }

  private static Arbitrary<Long> parents(boolean underParents) {
    return underParents ? Arbitraries.of(11L, 12L) : Arbitraries.just((Long) null);
  }

  private static Arbitrary<String> numbers() {
    return Arbitraries.of("1", "2", "A-1", "a-1").injectNull(0.4);
  }

  private static Arbitrary<String> names() {
    return Arbitraries.of(
        "Meier AG", "meier  ag", "Meier GmbH", "Meier", "Müller", "Mu\u0308ller", "Mueller AG", "");
  }

  private List<Sought> numbered(List<Sought> sought) {
    List<Sought> all = new ArrayList<>();
    sought.forEach(
        one ->
            all.add(
                new Sought(
                    all.size() + 1L,
                    one.number(),
                    one.name(),
                    one.scope(),
                    one.parentId(),
                    one.created())));
    return all;
  }

  private List<MasterObject> identified(List<MasterObject> objects) {
    List<MasterObject> all = new ArrayList<>();
    for (MasterObject one : objects) {
      long id = FIRST_OBJECT + all.size();
      all.add(
          one.parentId() == null
              ? new Customer(id, one.name(), true, false, one.others())
              : new CustomerProject(id, one.parentId(), one.name(), true, false, one.others()));
    }
    return all;
  }
}
