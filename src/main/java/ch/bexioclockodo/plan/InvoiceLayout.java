package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.WallTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * How times are put into invoice drafts, from the settings.
 *
 * @param wallTime bexio's clock
 * @param notBefore nothing that starts earlier is invoiced; null for no such date
 * @param perProject whether each project has a draft of its own, or each customer
 * @param grouping the levels that make a position, as clockodo's report names them
 * @param roundToMinutes how each lowest group is rounded up; 0 for not at all
 * @param texts what a position's text tells, in this order: project, service, user, period, texts
 * @param title of the draft; empty for bexio's own
 * @param header the text above the positions
 * @param ofTimesheetsToo whether entries that are timesheets in bexio are invoiced as well
 */
public record InvoiceLayout(
    WallTime wallTime,
    LocalDate notBefore,
    boolean perProject,
    List<String> grouping,
    int roundToMinutes,
    List<String> texts,
    String title,
    String header,
    boolean ofTimesheetsToo) {

  private static final String CUSTOMERS = "customers_id";
  private static final String PROJECTS = "projects_id";
  private static final String LUMP_SUMS = "is_lumpsum";

  /** The levels of a position: a draft never mixes customers, nor projects if each has its own. */
  public List<String> levels() {
    List<String> levels = new ArrayList<>(grouping);
    if (perProject && !levels.contains(PROJECTS)) {
      levels.add(0, PROJECTS);
    }
    if (!levels.contains(CUSTOMERS)) {
      levels.add(0, CUSTOMERS);
    }
    return levels;
  }

  /** The same with lump sums apart, which have no time to be rounded. */
  List<String> levelsOfReport() {
    List<String> levels = levels();
    if (!levels.contains(LUMP_SUMS)) {
      levels.add(LUMP_SUMS);
    }
    return levels;
  }
}
