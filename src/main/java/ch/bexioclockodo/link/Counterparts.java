package ch.bexioclockodo.link;

import ch.bexioclockodo.clockodo.MasterObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds counterparts for the first meeting of two filled systems: by the id that clockodo's own
 * add-on has left, by equal number, by equal name. Only exactly one candidate on both sides is a
 * link; everything else is for a person.
 */
public final class Counterparts {

  private static final Pattern LAST_NUMBER = Pattern.compile("\\D*([1-9]\\d{0,17})");

  private final boolean underParents;
  private final BiPredicate<Long, Long> apart;
  private final Map<Long, List<MasterObject>> byBillServiceId = new HashMap<>();
  private final Map<String, List<MasterObject>> byNumber = new HashMap<>();
  private final Map<Object, List<MasterObject>> byName = new HashMap<>();
  private final Map<Object, List<MasterObject>> bySimilarName = new HashMap<>();
  private final Map<Object, Integer> equalNames = new HashMap<>();
  private final Map<Long, Set<Long>> claims = new HashMap<>();
  private final Set<Long> soughtIds = new java.util.HashSet<>();

  /**
   * @param free what in clockodo is not linked yet and is no demo data
   * @param underParents whether names count only under the same parent
   * @param billServiceIds whether ids of the billing application are believed
   * @param apart pairs (bexio id, clockodo id) that a person has taken apart
   */
  public Counterparts(
      Collection<Sought> sought,
      Collection<? extends MasterObject> free,
      boolean underParents,
      boolean billServiceIds,
      BiPredicate<Long, Long> apart) {
    this.underParents = underParents;
    this.apart = apart;
    for (Sought one : sought) {
      soughtIds.add(one.id());
      if (one.created()) {
        equalNames.merge(nameOf(one), 1, Integer::sum);
      }
    }
    for (MasterObject object : free) {
      Long billed = billServiceIds ? bexioId(object.billServiceId()) : null;
      if (billed != null) {
        add(byBillServiceId, billed, object);
      }
      if (object.number() != null) {
        add(byNumber, NameKey.equal(object.number()), object);
      }
      add(byName, key(object.parentId(), NameKey.equal(object.name())), object);
      add(bySimilarName, key(object.parentId(), NameKey.similar(object.name())), object);
    }
    for (Sought one : sought) {
      for (MasterObject object : candidates(one)) {
        claims.computeIfAbsent(object.id(), id -> new java.util.HashSet<>()).add(one.id());
      }
    }
  }

  /** How many things in bexio would be created with this name, where it should be unique. */
  public int equalNames(Sought one) {
    return equalNames.getOrDefault(nameOf(one), 0);
  }

  /** What speaks for which counterpart. */
  public Match of(Sought one) {
    Set<MasterObject> candidates = candidates(one);
    if (candidates.isEmpty()) {
      List<MasterObject> similar =
          allowed(one, bySimilarName.get(key(one.parentId(), NameKey.similar(one.name())))).stream()
              .filter(object -> !claims.containsKey(object.id()))
              .toList();
      boolean any = !similar.isEmpty() && isPlaced(one) && !NameKey.similar(one.name()).isEmpty();
      return any
          ? new Match(Match.Evidence.SIMILAR, similar)
          : new Match(Match.Evidence.NONE, List.of());
    }
    List<MasterObject> found = List.copyOf(candidates);
    if (found.size() > 1) {
      boolean differ = !numbered(one).isEmpty() && !named(one).isEmpty() && billed(one).isEmpty();
      return new Match(differ ? Match.Evidence.CONTRADICTING : Match.Evidence.AMBIGUOUS, found);
    }
    if (claims.get(found.get(0).id()).size() > 1) {
      return new Match(Match.Evidence.SHARED, found);
    }
    return new Match(evidence(one), found);
  }

  private Match.Evidence evidence(Sought one) {
    if (!billed(one).isEmpty()) {
      return Match.Evidence.BILL_SERVICE_ID;
    }
    return numbered(one).isEmpty() ? Match.Evidence.NAME : Match.Evidence.NUMBER;
  }

  private Set<MasterObject> candidates(Sought one) {
    List<MasterObject> billed = billed(one);
    if (!billed.isEmpty()) {
      return new LinkedHashSet<>(billed);
    }
    Set<MasterObject> candidates = new LinkedHashSet<>(numbered(one));
    candidates.addAll(named(one));
    return candidates;
  }

  private List<MasterObject> billed(Sought one) {
    return allowed(one, byBillServiceId.get(one.id()));
  }

  private List<MasterObject> numbered(Sought one) {
    return one.number() == null
        ? List.of()
        : unclaimedByBill(one, byNumber.get(NameKey.equal(one.number())));
  }

  private List<MasterObject> named(Sought one) {
    return !isPlaced(one) || NameKey.equal(one.name()).isEmpty()
        ? List.of()
        : unclaimedByBill(one, byName.get(key(one.parentId(), NameKey.equal(one.name()))));
  }

  /** Whether its parent is there already, under which alone an equal name counts. */
  private boolean isPlaced(Sought one) {
    return !underParents || one.parentId() != null;
  }

  /** What the billing application says is something else's is not looked at again. */
  private List<MasterObject> unclaimedByBill(Sought one, List<MasterObject> objects) {
    return allowed(one, objects).stream()
        .filter(
            object -> {
              Long billed = bexioId(object.billServiceId());
              boolean known = billed != null && byBillServiceId.containsKey(billed);
              return !known || billed == one.id() || !soughtIds.contains(billed);
            })
        .toList();
  }

  private List<MasterObject> allowed(Sought one, List<MasterObject> objects) {
    return objects == null
        ? List.of()
        : objects.stream().filter(object -> !apart.test(one.id(), object.id())).toList();
  }

  private Object nameOf(Sought one) {
    return java.util.Arrays.asList(one.scope(), NameKey.equal(one.name()));
  }

  private Object key(Long parentId, String name) {
    return underParents ? java.util.Arrays.asList(parentId, name) : name;
  }

  /** The facts leave open whether the id comes bare or with a prefix: the last digits are it. */
  private static Long bexioId(String billServiceId) {
    Matcher matcher = billServiceId == null ? null : LAST_NUMBER.matcher(billServiceId);
    return matcher != null && matcher.matches() ? Long.valueOf(matcher.group(1)) : null;
  }

  private static <K> void add(Map<K, List<MasterObject>> index, K key, MasterObject object) {
    index.computeIfAbsent(key, any -> new ArrayList<>()).add(object);
  }
}
