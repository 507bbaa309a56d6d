package ch.bexioclockodo.app;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * Rides along with a process of the distribution and kills it with SIGKILL, from within and so
 * exactly there: before or after the nth commit of a transaction that ran a certain statement.
 */
public final class KillAgent {

  private static final AtomicInteger COMMITS = new AtomicInteger();
  private static final ThreadLocal<Boolean> MEANT = ThreadLocal.withInitial(() -> false);

  private static Pattern statement;
  private static boolean before;
  private static int nth;

  private KillAgent() {}

  /**
   * The option of a JVM that dies by itself.
   *
   * @param moment {@code before} or {@code after} the commit
   * @param nth which of the commits, from 1
   * @param sql a regular expression of a statement of the transaction
   */
  static String option(Path folder, String moment, int nth, String sql) throws IOException {
    return "-javaagent:" + jar(folder) + "=" + moment + ";" + nth + ";" + sql;
  }

  /** The agent as a jar of its own, since the distribution knows nothing of it. */
  private static Path jar(Path folder) throws IOException {
    Path jar = folder.resolve("kill-agent.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", KillAgent.class.getName());
    manifest
        .getMainAttributes()
        .put(
            Attributes.Name.CLASS_PATH,
            Advice.class.getProtectionDomain().getCodeSource().getLocation().toString());
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file, manifest)) {
      for (Class<?> type : new Class<?>[] {KillAgent.class, OfStatement.class, OfCommit.class}) {
        String name = type.getName().replace('.', '/') + ".class";
        entries.putNextEntry(new JarEntry(name));
        entries.write(KillAgent.class.getResourceAsStream("/" + name).readAllBytes());
      }
    }
    return jar;
  }

  /** Called by the JVM before {@code main}. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    String[] parts = arguments.split(";", 3);
    before = parts[0].equals("before");
    nth = Integer.parseInt(parts[1]);
    statement = Pattern.compile(parts[2]);
    new AgentBuilder.Default()
        .disableClassFormatChanges()
        .type(
            ElementMatchers.namedOneOf(
                "org.h2.jdbc.JdbcPreparedStatement", "org.postgresql.jdbc.PgPreparedStatement"))
        .transform(
            (builder, type, loader, module, domain) ->
                builder.visit(
                    Advice.to(OfStatement.class)
                        .on(
                            ElementMatchers.nameStartsWith("execute")
                                .and(ElementMatchers.isPublic()))))
        .type(
            ElementMatchers.namedOneOf(
                "org.h2.jdbc.JdbcConnection", "org.postgresql.jdbc.PgConnection"))
        .transform(
            (builder, type, loader, module, domain) ->
                builder.visit(
                    Advice.to(OfCommit.class)
                        .on(
                            ElementMatchers.named("commit")
                                .and(ElementMatchers.takesNoArguments()))))
        .installOn(instrumentation);
  }

  /** A statement runs on this thread. */
  public static void runs(String sql) {
    if (statement.matcher(sql).find()) {
      MEANT.set(true);
    }
  }

  /** A transaction of this thread is about to be committed. */
  public static void commits() {
    if (MEANT.get() && COMMITS.incrementAndGet() == nth && before) {
      kill();
    }
  }

  /** A transaction of this thread is on disk. */
  public static void committed() {
    if (MEANT.get() && COMMITS.get() == nth && !before) {
      kill();
    }
    MEANT.set(false);
  }

  /** Ends this process; its thread goes no step further, whatever the others still do. */
  private static void kill() {
    try {
      new ProcessBuilder("kill", "-KILL", String.valueOf(ProcessHandle.current().pid())).start();
      while (true) {
        LockSupport.park();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is woven into each statement. */
  public static final class OfStatement {

    private OfStatement() {}

    /** Both drivers print a statement with its SQL. */
    @Advice.OnMethodEnter
    public static void enter(@Advice.This Object prepared) {
      runs(prepared.toString());
    }
  }

  /** What is woven around each commit. */
  public static final class OfCommit {

    private OfCommit() {}

    @Advice.OnMethodEnter
    public static void enter() {
      commits();
    }

    @Advice.OnMethodExit
    public static void exit() {
      committed();
    }
  }
}
