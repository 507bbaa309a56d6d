package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * {@code bill_service_id}, {@code clockodo.md} §4.7: the id that an object has in the billing
 * application. It exists for the owner only, and only while a billing add-on is connected.
 */
final class ClockodoBillService {

  private static final String KEY = "bill_service_id";
  private static final int LONGEST = 50;

  private ClockodoBillService() {}

  /** Takes the key out of a view unless the caller may know it. */
  static void hide(ObjectNode view, Call call, ClockodoRules rules) {
    if (!rules.billingAddOn() || !ClockodoUsers.isOwner(call.user())) {
      view.remove(KEY);
    }
  }

  /**
   * Without an add-on a write is refused rather than ignored: the errors of a write (§3) know
   * ForbiddenValue and a category Forbidden, which would be for nothing if such keys were dropped.
   */
  static ClockodoForm check(ClockodoForm form, ClockodoRules rules) {
    if (form.body().has(KEY) && !rules.billingAddOn()) {
      return form.error("ForbiddenValue", "No billing add-on is connected.", KEY);
    }
    return form.optionalText(KEY, LONGEST);
  }
}
