package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.Item;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which bexio items become services: by article type, and by a pattern of their numbers with {@code
 * *} and {@code ?}.
 *
 * @param numbers the pattern, or empty for every number
 */
public record ItemRule(boolean servicesOnly, String numbers) {

  /** Why an item does not become a service, or nothing when it does. */
  public Optional<Reason> against(Item item) {
    if (servicesOnly && !item.isService()) {
      return Optional.of(Reason.of(ReasonCode.ITEM_IS_NO_SERVICE));
    }
    if (!numbers.isEmpty() && !matches(item.number())) {
      return Optional.of(Reason.of(ReasonCode.ITEM_NUMBER_EXCLUDED, numbers));
    }
    return Optional.empty();
  }

  private boolean matches(String number) {
    String expression = Pattern.quote(numbers).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return number != null
        && Pattern.compile(expression, Pattern.CASE_INSENSITIVE).matcher(number).matches();
  }
}
