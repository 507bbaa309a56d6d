package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.clockodo.EntryGroups;
import ch.bexioclockodo.ledger.InvoicedEntry;
import ch.bexioclockodo.ledger.LedgerRow;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.Links;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gathers the entries of a window into drafts: one for each customer or project, a position for
 * each lowest report group and for each lump sum. It holds all entries of the window, since only
 * the last one completes a draft.
 */
public final class InvoicePlanner {

  /** What bexio takes in one create; of more it has left half a document (facts: bexio §9). */
  static final int MOST_POSITIONS = 150;

  private final InvoiceLayout layout;
  private final InvoiceCodes codes;
  private final Names names;
  private final Links links;
  private final long company;
  private final InvoiceRule rule;
  private final InvoicedRule invoiced;
  private final InvoiceTexts texts;
  private final InvoiceReport report = new InvoiceReport();
  private final Map<List<String>, Group> groups = new LinkedHashMap<>();
  private final List<Left> left = new ArrayList<>();
  private final Set<Long> withOthers = new HashSet<>();

  /** The entries of one lowest group: those that are charged, and whether others are there too. */
  private static final class Group {
    private final List<Entry> entries = new ArrayList<>();
    private boolean holdsMore;
  }

  /**
   * An entry that goes into no draft.
   *
   * @param before what is known of a draft that it is, or was, in, or null
   */
  record Left(Entry entry, Verdict verdict, InvoicedEntry before) {}

  /**
   * @param lumpSumServices names of lump sum services by id
   * @param company bexio's company
   * @param invoiced what is known of earlier drafts
   */
  public InvoicePlanner(
      InvoiceLayout layout,
      InvoiceCodes codes,
      Names names,
      Links links,
      Map<Long, String> lumpSumServices,
      long company,
      InvoicedRule invoiced) {
    this.invoiced = invoiced;
    this.layout = layout;
    this.codes = codes;
    this.names = names;
    this.links = links;
    this.company = company;
    this.rule = new InvoiceRule(layout, names, links);
    this.texts = new InvoiceTexts(layout, names, lumpSumServices);
  }

  /** Forgets what was gathered, because the source is read again. */
  public void startAgain() {
    report.startAgain();
    groups.clear();
    left.clear();
    withOthers.clear();
    invoiced.startAgain();
  }

  /** The query of clockodo's report of what the positions are made of, for one part of a window. */
  public String reportQuery(String window) {
    StringBuilder query = new StringBuilder(window);
    if (!window.contains("billable")) {
      query.append("&filter%5Bbillable%5D=").append(Entry.BILLABLE);
    }
    layout.levelsOfReport().forEach(level -> query.append("&grouping%5B%5D=").append(level));
    if (layout.roundToMinutes() > 0) {
      query.append("&round_to_minutes=").append(layout.roundToMinutes());
    }
    return query.toString();
  }

  public void takeReport(EntryGroups groupsReported) {
    report.take(groupsReported);
  }

  /**
   * Takes one entry; false when nothing is to be done with it, since it is in a draft as it is.
   *
   * @param ledger what the ledger knows of a timesheet of this entry, or null
   * @param before what it knows of a draft of this entry, or null
   */
  public boolean take(Entry entry, LedgerRow ledger, InvoicedEntry before) {
    names.learn(entry);
    Group group = groups.computeIfAbsent(keys(entry), key -> new Group());
    Optional<Verdict> against = invoiced.about(entry, before).or(() -> rule.against(entry, ledger));
    if (against.isEmpty()) {
      group.entries.add(entry);
      return true;
    }
    if (isReported(entry)) {
      group.holdsMore = true;
      withOthers.add(entry.customersId());
    }
    if (against.get().action() == null) {
      return false;
    }
    left.add(new Left(entry, against.get(), before));
    return true;
  }

  /** Whether clockodo's report of what is billable may hold it. */
  private static boolean isReported(Entry entry) {
    return entry.billable() != Entry.NOT_BILLABLE && entry.billable() != Entry.BILLED;
  }

  /** The drafts, and what must be said of all of them; nothing is charged in none. */
  public InvoicePlan plan() {
    Map<List<String>, List<InvoicePosition>> byDraft = new LinkedHashMap<>();
    new TreeMap<>(sorted())
        .values()
        .forEach(
            keys ->
                byDraft
                    .computeIfAbsent(draftOf(keys), key -> new ArrayList<>())
                    .addAll(positions(keys)));
    List<InvoiceDraft> drafts = new ArrayList<>();
    List<Left> out = new ArrayList<>(left);
    byDraft.values().forEach(positions -> drafts.addAll(split(positions, out)));
    List<String> notes = new InvoiceNotes(layout, report, drafts, withOthers).all();
    return new InvoicePlan(
        drafts,
        out,
        invoiced.releases(),
        invoiced.strangers(),
        codes,
        names,
        links,
        layout,
        company,
        notes);
  }

  /** Groups in the order of their names, so that a plan looks the same every time. */
  private Map<String, List<String>> sorted() {
    Map<String, List<String>> sorted = new LinkedHashMap<>();
    groups.forEach(
        (keys, group) -> {
          if (!group.entries.isEmpty()) {
            Entry entry = group.entries.get(0);
            sorted.put(
                name(names.customer(entry.customersId()))
                    + "\n"
                    + name(names.project(entry.projectsId()))
                    + "\n"
                    + name(names.service(entry.servicesId()))
                    + "\n"
                    + name(names.user(entry.usersId()))
                    + "\n"
                    + keys,
                keys);
          }
        });
    return sorted;
  }

  private static String name(Map<String, Object> thing) {
    return thing == null ? "" : thing.get("name") + " " + thing.get("id");
  }

  private List<String> keys(Entry entry) {
    return ControlTotals.keysOf(layout.levelsOfReport(), entry);
  }

  /** The customer, or the customer and the project, that a group belongs to. */
  private List<String> draftOf(List<String> keys) {
    List<String> levels = layout.levelsOfReport();
    String customer = keys.get(levels.indexOf("customers_id"));
    return layout.perProject()
        ? List.of(customer, keys.get(levels.indexOf("projects_id")))
        : List.of(customer);
  }

  private List<InvoicePosition> positions(List<String> keys) {
    Group group = groups.get(keys);
    if (!group.entries.get(0).lumpSum()) {
      return List.of(ofTimes(group, keys));
    }
    return ofLumpSums(group, keys);
  }

  private InvoicePosition ofTimes(Group group, List<String> keys) {
    InvoiceTimes times = new InvoiceTimes(group.entries, layout.roundToMinutes());
    BigDecimal computed = times.revenue();
    Uncompared uncompared = uncompared(group, keys, times.charged());
    BigDecimal reported = uncompared == null ? report.of(keys).revenue() : null;
    PositionAmount amount =
        PositionAmount.ofTime(
            times.charged(),
            times.rate(),
            reported == null ? computed : reported,
            codes.quantityDecimals());
    return new InvoicePosition(
        texts.ofTimes(group.entries, times, amount),
        amount,
        List.copyOf(group.entries),
        times.charged(),
        times.rate(),
        computed,
        reported,
        uncompared);
  }

  /** Why a group cannot be held against the report; null when it can. */
  private Uncompared uncompared(Group group, List<String> keys, long charged) {
    if (group.holdsMore) {
      return Uncompared.WITH_OTHERS;
    }
    if (report.isInParts(keys)) {
      return Uncompared.IN_PARTS;
    }
    InvoiceReport.Sum sum = report.of(keys);
    if (sum == null) {
      return Uncompared.UNREPORTED;
    }
    return sum.seconds() == charged ? null : Uncompared.OTHER_TIME;
  }

  /** One lump sum is what clockodo reports; several are, if together they come to the report. */
  private List<InvoicePosition> ofLumpSums(Group group, List<String> keys) {
    Uncompared uncompared = uncompared(group, keys, 0);
    BigDecimal reported = uncompared == null ? report.of(keys).revenue() : null;
    if (reported != null && group.entries.size() == 1) {
      return List.of(ofLumpSum(group.entries.get(0), reported, null));
    }
    BigDecimal sum =
        group.entries.stream()
            .map(InvoicePlanner::revenue)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    Uncompared cause =
        reported != null && reported.compareTo(sum) != 0 ? Uncompared.LUMP_SUMS : uncompared;
    return group.entries.stream()
        .map(entry -> ofLumpSum(entry, cause == null ? revenue(entry) : null, cause))
        .toList();
  }

  private InvoicePosition ofLumpSum(Entry entry, BigDecimal reported, Uncompared uncompared) {
    BigDecimal computed = revenue(entry);
    PositionAmount amount =
        PositionAmount.ofLumpSum(
            entry.lumpSumAmount(),
            entry.lumpSumPrice(),
            reported == null ? computed : reported,
            codes.quantityDecimals());
    return new InvoicePosition(
        texts.ofLumpSum(entry), amount, List.of(entry), 0, null, computed, reported, uncompared);
  }

  private static BigDecimal revenue(Entry lumpSum) {
    return PositionAmount.centimes(lumpSum.revenue());
  }

  /**
   * @param out takes the entries of what would be a draft of nothing
   */
  private List<InvoiceDraft> split(List<InvoicePosition> positions, List<Left> out) {
    List<List<InvoicePosition>> charged = new ArrayList<>();
    for (int from = 0; from < positions.size(); from += MOST_POSITIONS) {
      List<InvoicePosition> part =
          positions.subList(from, Math.min(from + MOST_POSITIONS, positions.size()));
      if (part.stream().anyMatch(position -> position.amount().total().signum() != 0)) {
        charged.add(part);
      } else {
        Verdict nothing = Verdict.exclude(ReasonCode.ENTRY_NOTHING_TO_CHARGE);
        part.forEach(
            one -> one.entries().forEach(entry -> out.add(new Left(entry, nothing, null))));
      }
    }
    List<InvoiceDraft> drafts = new ArrayList<>();
    charged.forEach(part -> drafts.add(draft(part, drafts.size() + 1, charged.size())));
    return drafts;
  }

  private InvoiceDraft draft(List<InvoicePosition> positions, int part, int parts) {
    List<Entry> entries =
        positions.stream().flatMap(position -> position.entries().stream()).toList();
    Entry one = entries.get(0);
    Link customer = links.ofClockodo(LinkKind.CUSTOMER, one.customersId()).orElseThrow();
    boolean oneProject =
        one.projectsId() != null
            && entries.stream().allMatch(entry -> one.projectsId().equals(entry.projectsId()));
    Link project =
        oneProject ? links.ofClockodo(LinkKind.PROJECT, one.projectsId()).orElse(null) : null;
    String projectName =
        oneProject ? String.valueOf(names.project(one.projectsId()).get("name")) : null;
    String customerName = String.valueOf(names.customer(one.customersId()).get("name"));
    return new InvoiceDraft(
        customer,
        project,
        part,
        parts,
        texts.filled(layout.title(), entries, customerName, projectName),
        InvoiceTexts.escaped(texts.filled(layout.header(), entries, customerName, projectName)),
        texts.first(entries).toString(),
        texts.last(entries).toString(),
        List.copyOf(positions));
  }
}
