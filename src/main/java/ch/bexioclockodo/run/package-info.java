/** Starts, guards, reports and balances a run. */
package ch.bexioclockodo.run;
