package ch.bexioclockodo.sandbox;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;

/**
 * The simulated bexio, its issuer and clockodo: HTTP servers on the loopback address with one
 * state, one clock, one journal and one list of faults. Behaves as {@code bexio.md} and {@code
 * clockodo.md} say.
 */
public final class Sandbox implements AutoCloseable {

  public static final String BEXIO_TOKEN = "sandbox-bexio-token";
  public static final String BEXIO_CLIENT_ID = "sandbox-client";
  public static final String BEXIO_CLIENT_SECRET = "sandbox-client-secret";
  public static final String CLOCKODO_USER = "nadia.keller@limmat-ingenieure.example";
  public static final String CLOCKODO_API_KEY = "sandbox-owner-key";
  public static final String CLOCKODO_WORKER_USER = "reto.baumann@limmat-ingenieure.example";
  public static final String CLOCKODO_WORKER_API_KEY = "sandbox-worker-key";

  private final World world;
  private final Recorder recorder;
  private final Journal journal;
  private final Faults faults = new Faults();
  private final SandboxServer bexioServer;
  private final SandboxServer clockodoServer;
  private final SandboxServer issuerServer;
  private final IssuedTokens tokens = new IssuedTokens();

  private Sandbox(Builder builder) {
    SandboxClock clock = new SandboxClock(builder.start, builder.scale);
    world =
        new World(
            new SandboxSide("bexio"),
            new SandboxSide("clockodo"),
            clock,
            builder.bexioRules,
            builder.clockodoRules,
            builder.limits);
    builder.data.fill(world.bexio(), world.clockodo(), builder.seed, builder.start);
    journal = new Journal(builder.journalMode, builder.journalFile);
    recorder = new Recorder(journal, clock);
    TokenCheck accepted =
        builder.tokens == null ? token -> tokens.accepts(token, Instant.now()) : builder.tokens;
    bexioServer =
        new SandboxServer(
            new BexioApi(world, accepted), builder.bexioPort, recorder, faults, clock);
    issuerServer =
        new SandboxServer(
            new IssuerApi(world, builder.issuerRules, tokens),
            builder.issuerPort,
            recorder,
            faults,
            clock);
    clockodoServer =
        new SandboxServer(new ClockodoApi(world), builder.clockodoPort, recorder, faults, clock);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** For example {@code http://127.0.0.1:4711}; paths begin with {@code /2.0} or {@code /3.0}. */
  public String bexioUrl() {
    return "http://127.0.0.1:" + bexioServer.port();
  }

  /** For example {@code http://127.0.0.1:4712/api}; paths begin with {@code /v2} and so on. */
  public String clockodoUrl() {
    return "http://127.0.0.1:" + clockodoServer.port() + "/api";
  }

  /** For example {@code http://127.0.0.1:4713/realms/bexio}. */
  public String issuerUrl() {
    return "http://127.0.0.1:" + issuerServer.port() + IssuerApi.REALM;
  }

  /** Ends every session at bexio's issuer, as an administrator or a change of password does. */
  public void endSessions() {
    tokens.endAll();
  }

  /** Ends every access token; what renews them stays. */
  public void expireAccessTokens() {
    tokens.expireAccess();
  }

  /** Every token that bexio's issuer has given out. */
  public Set<String> tokensGiven() {
    return tokens.secrets();
  }

  public SandboxSide bexio() {
    return world.bexio();
  }

  public SandboxSide clockodo() {
    return world.clockodo();
  }

  public Journal journal() {
    return journal;
  }

  /** Whether nothing that has arrived can change anything any more, not even a late commit. */
  public boolean isAtRest() {
    return recorder.isAtRest();
  }

  public Faults faults() {
    return faults;
  }

  public SandboxClock clock() {
    return world.clock();
  }

  /** A third server that shows and sets what the methods above do; not started yet. */
  SandboxServer control(int port) {
    Recorder unseen = new Recorder(new Journal(JournalMode.COUNTS, null), clock());
    return new SandboxServer(new ControlApi(this), port, unseen, new Faults(), clock());
  }

  @Override
  public void close() {
    bexioServer.stop();
    clockodoServer.stop();
    issuerServer.stop();
    journal.close();
  }

  /** How a sandbox is set up; everything has a default. */
  public static final class Builder {

    private long seed = 42;
    private Instant start = Instant.parse("2026-11-20T08:00:00Z");
    private double scale = 1.0;
    private SandboxData data = SandboxData.company();
    private Limits limits = Limits.real();
    private JournalMode journalMode = JournalMode.FULL;
    private Path journalFile;
    private int bexioPort;
    private int clockodoPort;
    private BexioRules bexioRules = BexioRules.defaults();
    private ClockodoRules clockodoRules = ClockodoRules.defaults();
    private IssuerRules issuerRules = IssuerRules.defaults();
    private int issuerPort;
    private TokenCheck tokens;

    private Builder() {}

    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** Where the sandbox's clock starts, and how many sandbox seconds a real second holds. */
    public Builder clock(Instant startsAt, double sandboxSecondsPerSecond) {
      start = startsAt;
      scale = sandboxSecondsPerSecond;
      return this;
    }

    public Builder data(SandboxData value) {
      data = value;
      return this;
    }

    /** The real rate limits, or none. */
    public Builder limits(boolean on) {
      return limits(on ? Limits.real() : Limits.none());
    }

    public Builder limits(Limits value) {
      limits = value;
      return this;
    }

    /** FULL or COUNTS; for a file see {@link #journalFile}. */
    public Builder journal(JournalMode value) {
      journalMode = value;
      return this;
    }

    /** Keeps the journal in this file, which is overwritten, as JSON lines. */
    public Builder journalFile(Path value) {
      journalMode = JournalMode.FILE;
      journalFile = value;
      return this;
    }

    /** 0 is any free port. */
    public Builder bexioPort(int value) {
      bexioPort = value;
      return this;
    }

    /** 0 is any free port. */
    public Builder clockodoPort(int value) {
      clockodoPort = value;
      return this;
    }

    public Builder bexioRules(BexioRules value) {
      bexioRules = value;
      return this;
    }

    public Builder clockodoRules(ClockodoRules value) {
      clockodoRules = value;
      return this;
    }

    public Builder issuerRules(IssuerRules value) {
      issuerRules = value;
      return this;
    }

    /** 0 is any free port. */
    public Builder issuerPort(int value) {
      issuerPort = value;
      return this;
    }

    /** Accepts the tokens of another issuer than the sandbox's own. */
    public Builder tokens(TokenCheck value) {
      tokens = value;
      return this;
    }

    public Sandbox start() {
      if (journalMode == JournalMode.FILE && journalFile == null) {
        throw new IllegalStateException("A journal of mode FILE needs journalFile(path)");
      }
      Sandbox sandbox = new Sandbox(this);
      try {
        sandbox.bexioServer.start();
        sandbox.clockodoServer.start();
        sandbox.issuerServer.start();
        return sandbox;
      } catch (RuntimeException e) {
        sandbox.close();
        throw e;
      }
    }
  }
}
