package ch.bexioclockodo.sandbox;

/** One simulated API: finds the route of a call, answers it, and knows its own error shapes. */
interface Api {

  String side();

  /** What stands before every path, for example {@code /api}. */
  String prefix();

  Router router();

  /** Which row a call is about, see {@link Faults}. */
  String rowKey(Call call);

  /** Checks headers, credentials and limits, and answers; changes the state when it is a write. */
  Answer answer(Call call);

  /** An error in the side's own shape. */
  Answer error(Call call, int status, String message);

  /** 429 of the side; the seconds go in its own header unless they are null. */
  Answer tooManyRequests(Call call, Integer seconds);
}
