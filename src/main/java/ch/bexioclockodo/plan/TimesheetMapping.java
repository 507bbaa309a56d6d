package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.Entry;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of a new bexio timesheet, from a clockodo entry: exactly as recorded, in company wall
 * time, as the rules of the export say (facts: bexio §6).
 */
public final class TimesheetMapping {

  private int status = 3;

  /** The status id of new timesheets ({@code bexio-clockodo.export.status}). */
  public void setStatus(int status) {
    this.status = status;
  }

  public Map<String, Object> map(EntryProposal proposal) {
    Entry entry = proposal.entry();
    EntryProposal.Resolved resolved = proposal.resolved();
    Map<String, Object> timesheet = new LinkedHashMap<>();
    timesheet.put("user_id", resolved.user());
    timesheet.put("status_id", status);
    timesheet.put("client_service_id", resolved.activity());
    timesheet.put("text", proposal.rules().text().of(entry));
    timesheet.put("allowable_bill", entry.billable() != Entry.NOT_BILLABLE);
    timesheet.put("contact_id", resolved.contactId());
    timesheet.put("sub_contact_id", resolved.subContactId());
    timesheet.put("pr_project_id", resolved.projectId());
    timesheet.put("tracking", proposal.tracking());
    return timesheet;
  }
}
