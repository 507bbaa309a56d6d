/**
 * Which clockodo entry is which timesheet; also the durable intent that stands before each request
 * leaves.
 */
package ch.bexioclockodo.ledger;
