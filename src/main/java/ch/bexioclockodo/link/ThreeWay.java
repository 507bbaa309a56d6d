package ch.bexioclockodo.link;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Compares, field by field, what bexio said and says with what both sides agreed on and what
 * clockodo says now. What only bexio changed goes to clockodo; what only clockodo changed stays;
 * what both changed to different values is a conflict.
 *
 * @param changes fields to write, with their new values
 * @param kept fields that only clockodo changed
 * @param conflicts fields that both changed
 * @param hidden fields that bexio changed and clockodo does not show: they wait until it does
 */
public record ThreeWay(
    Map<String, Change> changes, List<Change> kept, List<Change> conflicts, Set<String> hidden) {

  /**
   * One field.
   *
   * @param agreed what both sides held
   * @param clockodo what clockodo holds now
   * @param bexio what bexio asks for now
   */
  public record Change(String field, Object agreed, Object clockodo, Object bexio) {}

  /**
   * @param before the fields that bexio's former record is mapped to
   * @param after the fields that bexio's record of today is mapped to
   * @param agreed clockodo's fields when both sides last agreed
   * @param now clockodo's fields of today
   * @param shown whether clockodo shows a field at all; a hidden one cannot be compared and is left
   *     alone
   * @param ours the fields that are looked at although the mapping may not name them
   */
  public static ThreeWay compare(
      Map<String, Object> before,
      Map<String, Object> after,
      Map<String, Object> agreed,
      Map<String, Object> now,
      Predicate<String> shown,
      Set<String> ours) {
    Set<String> fields = new LinkedHashSet<>(after.keySet());
    fields.addAll(before.keySet());
    fields.addAll(ours);
    Map<String, Change> changes = new LinkedHashMap<>();
    List<Change> kept = new ArrayList<>();
    List<Change> conflicts = new ArrayList<>();
    Set<String> hidden = new LinkedHashSet<>();
    for (String field : fields) {
      boolean inBexio = !Values.same(before.get(field), after.get(field));
      if (!shown.test(field)) {
        if (inBexio) {
          hidden.add(field);
        }
        continue;
      }
      boolean inClockodo =
          agreed.containsKey(field) && !Values.same(agreed.get(field), now.get(field));
      boolean equalNow = after.containsKey(field) && Values.same(now.get(field), after.get(field));
      Change change = new Change(field, agreed.get(field), now.get(field), after.get(field));
      if (inBexio && !Values.same(now.get(field), after.get(field))) {
        if (inClockodo) {
          conflicts.add(change);
        } else {
          changes.put(field, change);
        }
      } else if (inClockodo && !equalNow) {
        kept.add(change);
      }
    }
    return new ThreeWay(changes, kept, conflicts, hidden);
  }
}
