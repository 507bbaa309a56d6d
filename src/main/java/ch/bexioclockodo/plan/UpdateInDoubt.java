package ch.bexioclockodo.plan;

import ch.bexioclockodo.link.Values;
import java.util.Map;

/**
 * An update of a linked pair that was sent, and nobody knows whether it arrived.
 *
 * @param payload the fields that were sent
 * @param base what both sides have agreed on if it arrived
 */
public record UpdateInDoubt(Map<String, Object> payload, Base base) {

  /**
   * Whether clockodo's fields of today show that it arrived: one of them holds what was sent, and
   * did not before. A write is taken as a whole or not at all, so what else differs now was changed
   * by hand since.
   */
  public boolean hasArrived(Map<String, Object> agreed, Map<String, Object> now) {
    return payload.entrySet().stream()
        .filter(sent -> !Values.same(agreed.get(sent.getKey()), sent.getValue()))
        .anyMatch(sent -> Values.same(now.get(sent.getKey()), sent.getValue()));
  }
}
