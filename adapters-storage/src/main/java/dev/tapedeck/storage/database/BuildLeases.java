package dev.tapedeck.storage.database;

import dev.tapedeck.build.BuildFailures;
import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.BuildLease;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Who works on which build. Whoever looks at a lease to do something by it has locked the build's row. Every method needs
 * a transaction.
 */
final class BuildLeases {
    private final Statements statements;
    private final BuildRows builds;
    private final StoreClock clock;

    BuildLeases(Statements statements, BuildRows builds, StoreClock clock) {
        this.statements = statements;
        this.builds = builds;
        this.clock = clock;
    }

    Optional<BuildLease> acquire(BuildId id, String owner, Duration length) {
        Optional<BuildRows.Locked> build = builds.locked(id);
        Instant now = clock.now();
        return build.filter(row -> row.leaseUntil().filter(now::isBefore).isEmpty())
                .map(row -> given(row, owner, now.plus(length)));
    }

    private BuildLease given(BuildRows.Locked build, String owner, Instant until) {
        long token = build.token() + 1;
        statements.change(
                "update build set lease_owner = ?, lease_token = ?, lease_until = ? where number = ?",
                owner,
                token,
                until,
                build.number());
        return new BuildLease(build.id(), owner, token);
    }

    boolean renew(BuildLease lease, Duration length) {
        Optional<BuildRows.Locked> build = held(lease);
        Instant until = clock.now().plus(length);
        build.ifPresent(row -> statements.change(
                "update build set lease_owner = ?, lease_until = ? where number = ?",
                lease.owner(),
                until,
                row.number()));
        return build.isPresent();
    }

    void release(BuildLease lease) {
        statements.change(
                "update build set lease_owner = null, lease_until = null where id = ? and lease_token = ?",
                lease.build().value(),
                lease.token());
    }

    /** The build, if nobody else has had its lease since. */
    private Optional<BuildRows.Locked> held(BuildLease lease) {
        return builds.locked(lease.build()).filter(build -> build.token() == lease.token());
    }

    /** @throws dev.tapedeck.exchange.FailedCall {@code Conflict}, if somebody else has had the lease since */
    BuildRows.Locked fenced(BuildLease lease) {
        return held(lease).orElseThrow(() -> BuildFailures.leaseLost(lease));
    }
}
