package ch.bexioclockodo.bexio;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;

/**
 * A bexio project as {@code GET /2.0/pr_project} lists it. Dates are the first ten characters of
 * {@code YYYY-MM-DD 00:00:00}; the budget's amount comes as number or text; what a state means is
 * the tenant's own (facts: bexio §1.5, §4).
 *
 * @param budgetType 1 cost, 2 hours, 3 for each activity, 4 for each employee; only 1 and 2 have an
 *     amount
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Project(
    int id,
    @JsonProperty("nr") String number,
    String name,
    @JsonProperty("contact_id") int contactId,
    @JsonProperty("contact_sub_id") Integer contactSubId,
    @JsonProperty("pr_state_id") Integer stateId,
    @JsonProperty("start_date") String start,
    @JsonProperty("end_date") String end,
    String comment,
    @JsonProperty("pr_budget_type_id") Integer budgetType,
    @JsonProperty("pr_budget_type_amount") BigDecimal budgetAmount) {

  /** A budget of money. */
  public static final int COST_BUDGET = 1;

  /** A budget of hours. */
  public static final int HOURS_BUDGET = 2;

  private static final int DATE_LENGTH = "2026-01-31".length();

  public Project {
    number = Texts.orNull(number);
    name = Texts.orNull(name);
    comment = Texts.orNull(comment);
    start = date(start);
    end = date(end);
    budgetAmount = budgetAmount == null ? null : plain(budgetAmount);
  }

  private static String date(String dateTime) {
    String text = Texts.orNull(dateTime);
    return text == null || text.length() <= DATE_LENGTH ? text : text.substring(0, DATE_LENGTH);
  }

  /** 100.000000 and 100 are one amount, and are written in one way. */
  private static BigDecimal plain(BigDecimal amount) {
    BigDecimal stripped = amount.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
