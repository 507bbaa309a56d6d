/** What a run will do, row by row: decided by pure functions, stored before anything is written. */
package ch.bexioclockodo.plan;
