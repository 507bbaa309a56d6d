package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.WallTime;
import ch.bexioclockodo.plan.InvoiceLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The settings that decide how times are put into invoice drafts, read and checked. */
public final class InvoiceSettings {

  private static final String NONE = "none";
  private static final Set<String> PARTS = Set.of("project", "service", "user", "period", "texts");
  private static final int MOST_DECIMALS = 6;

  private final Settings settings;
  private final SettingValues values;

  InvoiceSettings(Settings settings) {
    this.settings = settings;
    this.values = settings.values();
  }

  /** How drafts, positions and texts are made. */
  public InvoiceLayout layout() {
    values.oneOf("export.draft-per", "customer", "project");
    values.oneOf("export.draft-round", NONE, "5", "10", "15", "30", "60");
    values.oneOf("export.draft-timesheets", "exclude", "export");
    values.oneOf("export.draft-mark-billed", "true", "false");
    for (String key : List.of("bank-account", "user")) {
      id("export.draft-" + key);
    }
    decimals(0);
    String header = values.get("export.draft-header");
    return new InvoiceLayout(
        new WallTime(settings.zone()),
        settings.notBefore(),
        values.is("export.draft-per", "project"),
        settings.grouping(),
        values.is("export.draft-round", NONE)
            ? 0
            : Integer.parseInt(values.get("export.draft-round")),
        texts(),
        values.get("export.draft-title"),
        header.equals(NONE) ? "" : header,
        values.is("export.draft-timesheets", "export"));
  }

  /** Whether entries are marked as billed in clockodo once their draft is in bexio. */
  public boolean marksBilled() {
    return values.is("export.draft-mark-billed", "true");
  }

  /** The income account, by bexio's id or its number; empty when it is not set. */
  public String account() {
    return values.get("export.draft-account");
  }

  /** The sales tax, by bexio's id, or {@code none}; empty when it is not set. */
  public String tax() {
    return values.get("export.draft-tax");
  }

  /** The unit of hours, by bexio's id; empty when it is not set. */
  public String unit() {
    return values.get("export.draft-unit");
  }

  /** The bank account, by bexio's id, or what bexio itself would take. */
  public Integer bankAccount(Integer ofBexio) {
    Integer set = id("export.draft-bank-account");
    return set == null ? ofBexio : set;
  }

  /** The bexio user who writes the drafts; null for the one whose token is used. */
  public Integer user() {
    return id("export.draft-user");
  }

  /** How many decimals a quantity may have, or as many as bexio's documents show. */
  public int decimals(int ofBexio) {
    String text = values.get("export.draft-decimals");
    if (text.isEmpty()) {
      return ofBexio;
    }
    values.number("export.draft-decimals", 0, MOST_DECIMALS);
    return Integer.parseInt(text);
  }

  private Integer id(String key) {
    if (values.get(key).isEmpty()) {
      return null;
    }
    values.number(key, 1, Integer.MAX_VALUE);
    return Integer.valueOf(values.get(key));
  }

  private List<String> texts() {
    String key = "export.draft-text";
    List<String> parts = Arrays.stream(values.get(key).split(",")).map(String::strip).toList();
    for (String part : parts) {
      if (!PARTS.contains(part)) {
        throw SettingValues.mistake(
            key, "\"" + part + "\" is none of project, service, user, period, texts");
      }
    }
    return parts;
  }
}
