package ch.bexioclockodo.run;

import ch.bexioclockodo.link.Links;
import ch.bexioclockodo.plan.ImportContext;
import ch.bexioclockodo.plan.MasterData;
import ch.bexioclockodo.plan.Missing;
import ch.bexioclockodo.plan.MonthlyHours;
import java.util.List;

/**
 * What a plan is made from: the lists of both systems, the links as they stand, and what follows
 * from the two; an export's window comes on top.
 */
final class Sources {

  private MasterData masterData;
  private List<Object> lists = List.of();
  private boolean readingEverything;
  private Links links;
  private ImportContext importContext;
  private Missing missing;
  private MonthlyHours pastHours;

  MasterData masterData() {
    return masterData;
  }

  /** The lists that must be read before anything can be compared. */
  List<Object> lists() {
    return lists;
  }

  void read(MasterData data, List<Object> itsLists) {
    masterData = data;
    lists = itsLists;
  }

  /** Whether everything is read and asked for again, whatever is known of earlier readings. */
  boolean isReadingEverything() {
    return readingEverything;
  }

  void readEverything(boolean everything) {
    readingEverything = everything;
  }

  Links links() {
    return links;
  }

  void links(Links all) {
    links = all;
  }

  /** What an import is planned with, once its lists are read. */
  ImportContext importContext() {
    return importContext;
  }

  void importContext(ImportContext context) {
    importContext = context;
  }

  /** What entries need that is not linked. */
  Missing missing() {
    return missing;
  }

  void missing(Missing known) {
    missing = known;
  }

  /** The hours of the months before the window, when this run has read them; otherwise null. */
  MonthlyHours pastHours() {
    return pastHours;
  }

  void pastHours(MonthlyHours read) {
    pastHours = read;
  }
}
