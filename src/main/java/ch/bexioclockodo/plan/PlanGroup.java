package ch.bexioclockodo.plan;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * One of clockodo's lowest report groups as it is stored with a plan: the control total of its
 * entries that begin in the period.
 *
 * @param id number within the plan, from 1; rows refer to it
 * @param keys the grouping's keys with the ids that make this group, outermost first
 * @param names clockodo's names of those ids, in the same order
 * @param reportedSeconds what clockodo reports, without what began outside the period
 * @param reportedRevenue the same in money; null without the right to see it
 * @param compared whether the report can be held against the rows: false where it moved while it
 *     was read, or holds a running entry
 * @param unchangedCount entries that need no row
 */
public record PlanGroup(
    int id,
    Map<String, String> keys,
    List<String> names,
    long reportedSeconds,
    BigDecimal reportedRevenue,
    boolean compared,
    long unchangedCount,
    long unchangedSeconds) {}
