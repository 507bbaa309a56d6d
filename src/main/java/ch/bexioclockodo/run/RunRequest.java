package ch.bexioclockodo.run;

import ch.bexioclockodo.plan.PlanRow;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What somebody asks a run to do, read from the headers of the entry routes.
 *
 * @param plan the stored plan to apply, or null to make one
 * @param period local dates of an export; null for the default period
 * @param filters clockodo's filter keys with the ids (or states) wanted
 * @param only the kinds of master data wanted; all when empty
 * @param scheduled whether a schedule asks, which waits for the lock, or a person, who is refused
 *     at once
 * @param options what else is wanted
 * @param run the earlier run that is to be taken back, or null
 */
public record RunRequest(
    Kind kind,
    String connection,
    boolean preview,
    Long plan,
    Period period,
    Map<String, Set<String>> filters,
    Set<String> only,
    boolean rows,
    boolean scheduled,
    String startedBy,
    Set<Option> options,
    Long run) {

  private static final String HEADER = "bexioClockodo";
  private static final int LONGEST_NAME = 100;
  private static final Map<String, String> FILTERS = new LinkedHashMap<>();
  private static final Map<String, String> KINDS =
      Map.of(
          "customers", PlanRow.CUSTOMER,
          "projects", PlanRow.PROJECT,
          "services", PlanRow.SERVICE,
          "users", PlanRow.USER);

  private static final Set<Option> ONLY_OF_EXPORTS =
      EnumSet.of(Option.AGAIN, Option.SETTLE, Option.REBUILD);

  private static final Set<Option> FORMS = EnumSet.of(Option.TIMESHEETS, Option.INVOICE_DRAFTS);

  /** What says something of timesheets only, as the command line calls it. */
  private static final Map<Option, String> OF_TIMESHEETS = new EnumMap<>(Option.class);

  static {
    OF_TIMESHEETS.put(Option.AGAIN, "--again");
    OF_TIMESHEETS.put(Option.REMAP, "--remap");
    OF_TIMESHEETS.put(Option.ALLOW_MASS_CHANGE, "--allow-mass-change");
    OF_TIMESHEETS.put(Option.SETTLE, "settling");
    OF_TIMESHEETS.put(Option.REBUILD, "ledger rebuild");
    FILTERS.put("Customer", "customers_id");
    FILTERS.put("Project", "projects_id");
    FILTERS.put("Service", "services_id");
    FILTERS.put("User", "users_id");
    FILTERS.put("Billable", "billable");
  }

  /** What else can be wanted of an import or export; kept with its plan. */
  enum Option {
    /** Every contact is read, not only those that changed. */
    FULL("Full"),
    /** The mapping of today is applied to what exists. */
    REMAP("Remap"),
    /** However many objects change or are deactivated. */
    ALLOW_MASS_CHANGE("AllowMassChange"),
    /** Entries go again whose timesheets were taken back. */
    AGAIN("Again"),
    /** Only what is of unknown outcome is settled, and sent again where it is not there. */
    SETTLE("Settle"),
    /** Times become timesheets, whatever the setting says. */
    TIMESHEETS(null),
    /** Times become invoice drafts. */
    INVOICE_DRAFTS(null),
    /** Timesheets that are there but not in the ledger are taken into it, and nothing is sent. */
    REBUILD("Rebuild");

    private final String header;

    /**
     * @param header the end of the header that wants it; null where it is one value of another's
     */
    Option(String header) {
      this.header = header;
    }
  }

  /** A mistake in what was asked for; its message is one sentence. */
  public static final class WrongRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WrongRequest(String sentence) {
      super(sentence);
    }
  }

  public static RunRequest of(Kind kind, Map<String, Object> given) {
    // As Camel reads headers: a transport that writes them in lower case must not lose a preview.
    Map<String, Object> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(given);
    Map<String, Set<String>> filters = filters(headers);
    Set<String> only = only(headers);
    String as = text(headers, "As");
    Long plan = number("plan", text(headers, "Plan"));
    Long run = number("run", text(headers, "Run"));
    Period period = period(text(headers, "From"), text(headers, "To"));
    Set<Option> options = EnumSet.noneOf(Option.class);
    for (Option option : Option.values()) {
      if (option.header != null && flag(headers, option.header)) {
        options.add(option);
      }
    }
    if (as != null) {
      options.add(form(as));
    }
    boolean more = period != null || !filters.isEmpty() || !only.isEmpty() || !options.isEmpty();
    refuseContradictions(kind, plan, run, options, more);
    if (options.contains(Option.INVOICE_DRAFTS)) {
      refuseForDrafts(options);
    }
    return new RunRequest(
        kind,
        connection(text(headers, "Connection")),
        flag(headers, "Preview"),
        plan,
        period,
        filters,
        only,
        flag(headers, "Rows"),
        flag(headers, "Scheduled"),
        shortened(text(headers, "StartedBy")),
        options,
        run);
  }

  private static Option form(String as) {
    return switch (as) {
      case "timesheets" -> Option.TIMESHEETS;
      case "invoice-drafts" -> Option.INVOICE_DRAFTS;
      default ->
          throw new WrongRequest(
              "export as what? \"" + as + "\" is neither timesheets nor invoice-drafts");
    };
  }

  private static Map<String, Set<String>> filters(Map<String, Object> headers) {
    Map<String, Set<String>> filters = new LinkedHashMap<>();
    FILTERS.forEach(
        (header, key) -> {
          Set<String> values = values(headers.get(HEADER + header));
          if (!values.isEmpty()) {
            filters.put(key, checked(header, values));
          }
        });
    return filters;
  }

  private static Set<String> only(Map<String, Object> headers) {
    Set<String> only = new LinkedHashSet<>();
    for (String word : values(headers.get(HEADER + "Only"))) {
      if (!KINDS.containsKey(word)) {
        throw new WrongRequest(
            "import only what? \"" + word + "\" is none of customers, projects, services, users");
      }
      only.add(KINDS.get(word));
    }
    return only;
  }

  /**
   * @param more whether a period, filters, kinds or other wishes are given
   */
  private static void refuseContradictions(
      Kind kind, Long plan, Long run, Set<Option> options, boolean more) {
    if (plan != null && (more || run != null)) {
      throw new WrongRequest(
          "plan "
              + plan
              + " says itself what it covers; a period, filters, kinds or other wishes cannot be"
              + " given with it");
    }
    if (kind == Kind.EXPORT && options.contains(Option.FULL)) {
      throw new WrongRequest("only an import can be full");
    }
    if (kind == Kind.IMPORT && options.stream().anyMatch(ONLY_OF_EXPORTS::contains)) {
      throw new WrongRequest("only an export can go again, settle or rebuild");
    }
    if (kind == Kind.IMPORT && !Collections.disjoint(options, FORMS)) {
      throw new WrongRequest("only an export makes timesheets or invoice drafts of times");
    }
    if (kind == Kind.UNDO && more) {
      throw new WrongRequest(
          "undo takes a whole run back; a period, filters, kinds or other wishes cannot be given"
              + " with it");
    }
    if (kind != Kind.UNDO && run != null) {
      throw new WrongRequest("only undo names a run");
    }
  }

  /** Refuses what says something of timesheets, where times become invoice drafts. */
  static void refuseForDrafts(Set<Option> options) {
    List<String> words =
        OF_TIMESHEETS.entrySet().stream()
            .filter(entry -> options.contains(entry.getKey()))
            .map(Map.Entry::getValue)
            .sorted()
            .toList();
    if (!words.isEmpty()) {
      throw new WrongRequest(
          String.join(" and ", words)
              + (words.size() == 1 ? " is" : " are")
              + " about timesheets, and cannot be asked for with invoice drafts; leave it out, or"
              + " export as timesheets (--as timesheets)");
    }
  }

  /** Whether what an earlier run has exported is taken back. */
  boolean takesBack() {
    return kind == Kind.UNDO;
  }

  /** The kinds of master data to look at, out of those asked for. */
  static Set<String> kinds(Set<String> only) {
    return only.isEmpty() ? Set.copyOf(KINDS.values()) : only;
  }

  /** The name of whoever asks becomes part of the lock's owner, which has room for so much. */
  private static String shortened(String name) {
    return name == null || name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }

  private static String connection(String name) {
    if (name == null || "default".equals(name)) {
      return "default";
    }
    throw new WrongRequest("there is no connection \"" + name + "\"; there is one, default");
  }

  private static Long number(String what, String text) {
    if (text == null) {
      return null;
    }
    if (!text.matches("\\d{1,18}")) {
      throw new WrongRequest(what + " \"" + text + "\" is no number");
    }
    return Long.valueOf(text);
  }

  private static Period period(String from, String to) {
    if (from == null && to == null) {
      return null;
    }
    if (from == null || to == null) {
      throw new WrongRequest("a period needs both its first and its last date");
    }
    try {
      return new Period(date(from), date(to));
    } catch (IllegalArgumentException wrong) {
      throw new WrongRequest(wrong.getMessage());
    }
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException wrong) {
      throw new WrongRequest("\"" + text + "\" is no date; write 2026-09-30");
    }
  }

  private static Set<String> checked(String header, Set<String> values) {
    String pattern = "Billable".equals(header) ? "[012]" : "[1-9]\\d{0,17}";
    for (String value : values) {
      if (!value.matches(pattern)) {
        throw new WrongRequest(
            "\""
                + value
                + "\" is no "
                + ("Billable".equals(header)
                    ? "billable state (0, 1 or 2)"
                    : "id of a " + header.toLowerCase(java.util.Locale.ROOT)));
      }
    }
    return values;
  }

  private static Set<String> values(Object header) {
    Set<String> values = new TreeSet<>();
    if (header instanceof Collection<?> many) {
      many.forEach(one -> values.add(String.valueOf(one)));
    } else if (header instanceof Object[] many) {
      Arrays.stream(many).forEach(one -> values.add(String.valueOf(one)));
    } else if (header != null) {
      Arrays.stream(String.valueOf(header).split(",")).map(String::strip).forEach(values::add);
    }
    values.remove("");
    return values;
  }

  private static String text(Map<String, Object> headers, String name) {
    Object value = headers.get(HEADER + name);
    return value == null || String.valueOf(value).isBlank() ? null : String.valueOf(value).strip();
  }

  private static boolean flag(Map<String, Object> headers, String name) {
    String text = text(headers, name);
    if (text == null || "false".equalsIgnoreCase(text)) {
      return false;
    }
    if ("true".equalsIgnoreCase(text)) {
      return true;
    }
    throw new WrongRequest(HEADER + name + " is true or false, not \"" + text + "\"");
  }
}
