package dev.tapedeck.storage.database;

import dev.tapedeck.build.*;
import dev.tapedeck.build.BuildStore.UnitQuery;
import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.exchange.VirtualTime;
import dev.tapedeck.build.Provenance;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.storage.database.h2.H2;
import dev.tapedeck.storage.database.postgresql.PostgreSql;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.*;
import java.util.stream.*;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ScaleProbe {
    static final int N = Integer.getInteger("probe.n", 100_000);
    static final int PART = 500;

    @Test void h2() { probe("h2", H2.engine(false)); }
    @Test void pg() { probe("pg", PostgreSql.engine()); }

    long t0;
    String name = "";
    void lap(String what, Runnable r) { lap(what, 1, r); }
    void lap(String what, int times, Runnable r) {
        long t = System.nanoTime();
        for (int i = 0; i < times; i++) r.run();
        long d = (System.nanoTime() - t) / times;
        System.err.printf("PROBE %s %-60s %.2f ms%n", name, what, d / 1e6);
    }

    void probe(String nm, Engine engine) {
        name = nm;
        Sql sql = new Sql(engine);
        sql.execute("delete from build"); sql.execute("delete from provenance"); sql.execute("delete from artifact");
        BuildStore store = new DatabaseBuildStore(new Database(engine, Optional.empty()), new VirtualTime());
        ArtifactStore artifacts = new DatabaseArtifactStore(new Database(engine, Optional.empty()));
        BuildId id = new BuildId("01J9Z3K5V7T2Q4W6E8R0T2Y4U6");
        store.create(BuildExamples.build(id.value()), BuildExamples.layers());
        BuildLease lease = store.acquire(id, "me", Duration.ofHours(10)).orElseThrow();
        Random random = new Random(1);
        RequestKey[] keys = IntStream.rangeClosed(0, N).mapToObj(i -> new RequestKey("sha256:" + BuildExamples.artifact("k" + i))).toArray(RequestKey[]::new);
        lap("make 100k source units, 500 a change (total)", () -> {
            for (int from = 1; from <= N; from += PART) {
                long t = System.nanoTime();
                final int fr = from;
                
                store.apply(lease, List.of(new Change.OfUnits(range(from).mapToObj(i -> BuildExamples.madeUnit("bios", i, UnitState.SUCCEEDED, Map.of("team", "t" + i % 1000))).toList())));
            }
        });
        lap("make 100k units+requests, 500 a change (total)", () -> {
            for (int from = 1; from <= N; from += PART) {
                store.apply(lease, List.of(
                    new Change.OfRequests(range(from).mapToObj(i -> request(keys[i], i, UnitRequest.State.OPEN, Optional.empty())).toList()),
                    new Change.OfUnits(range(from).mapToObj(i -> unit(keys[i], i, UnitState.PENDING)).toList())));
            }
        });
        lap("counts", 20, () -> store.counts(id));
        lap("find build", 20, () -> store.find(id));
        lap("units page PENDING 500 middle", 20, () -> store.units(id, UnitQuery.of("work-styles", UnitState.PENDING), Optional.of(new UnitRef("work-styles", 50_000)), 500));
        lap("units page all layers all states 50 first", 20, () -> store.units(id, new UnitQuery(Optional.empty(), Set.of(), Optional.empty(), Set.of()), Optional.empty(), 50));
        lap("requests page OPEN 500 first", 20, () -> store.requests(id, Optional.of("work-styles"), UnitRequest.State.OPEN, Optional.empty(), Optional.empty(), 500));
        lap("page through all units by 500 (total)", () -> {
            Optional<UnitRef> after = Optional.empty(); List<WorkUnit> part;
            do { part = store.units(id, new UnitQuery(Optional.empty(), Set.of(UnitState.SUCCEEDED, UnitState.CACHED), Optional.empty(), Set.of()), after, PART); if (!part.isEmpty()) after = Optional.of(part.getLast().ref()); } while (part.size() == PART);
        });
        lap("groups over 100k", () -> System.err.println(store.groups(id, List.of("bios"), "team").size()));
        Set<UnitState> waiting = Set.of(UnitState.PENDING, UnitState.QUEUED, UnitState.SUBMITTED);
        List<RequestKey> some = random.ints(500, 1, N).distinct().mapToObj(i -> keys[i]).toList();
        if (engine.shared()) { sql.execute("analyze build_unit"); sql.execute("analyze build_request");
            explain(sql, "select u.* from unnest('{" + some.stream().map(RequestKey::value).collect(Collectors.joining(",")) + "}'::varchar[]) as wanted(item) left join build_unit u on u.build = (select number from build limit 1) and u.request_key = wanted.item where (u.layer > 0 or u.layer = 0 and u.number > 0) and u.state in ('PENDING','QUEUED','SUBMITTED') order by u.layer, u.number limit 500");
            explain(sql, "select u.* from unnest('{" + some.stream().map(RequestKey::value).collect(Collectors.joining(",")) + "}'::varchar[]) as wanted(item) left join build_unit u on u.build = (select number from build limit 1) and u.request_key = wanted.item where (u.layer > 0 or u.layer = 0 and u.number > 0) and u.state in ('PENDING','QUEUED','SUBMITTED') order by u.layer + 0, u.number limit 500");
        }
        lap("units waiting for 500 random requests", 10, () -> store.units(id, new UnitQuery(Optional.empty(), waiting, Optional.empty(), some), Optional.empty(), 500));
        lap("requests by 500 keys", 10, () -> store.requests(id, some));
        List<Integer> shuffled = IntStream.rangeClosed(1, N).boxed().collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(shuffled, random);
        lap("100k answers in random order, 500 units+requests a change (total)", () -> {
            for (int from = 0; from < N; from += PART) {
                List<Integer> part = shuffled.subList(from, from + PART);
                store.apply(lease, List.of(new Change.OfBuild(BuildExamples.build(id.value())),
                    new Change.OfRequests(part.stream().map(i -> request(keys[i], i, UnitRequest.State.ANSWERED, Optional.of(1))).toList()),
                    new Change.OfUnits(part.stream().map(i -> unit(keys[i], i, UnitState.SUCCEEDED)).toList())));
            }
        });
        lap("one unit+request+build a change", 200, () -> { int i = 1 + random.nextInt(N); store.apply(lease, List.of(new Change.OfBuild(BuildExamples.build(id.value())),
            new Change.OfRequests(List.of(request(keys[i], i, UnitRequest.State.ANSWERED, Optional.of(1)))), new Change.OfUnits(List.of(unit(keys[i], i, UnitState.SUCCEEDED))), new Change.Told(BuildEvent.Kind.UNITS_CHANGED, "x"))); });
        lap("counts", 20, () -> store.counts(id));
        lap("requests page in batch 1 ANSWERED 500", 20, () -> store.requests(id, Optional.empty(), UnitRequest.State.ANSWERED, Optional.of(1), Optional.of(keys[777]), 500));
        if (engine.shared()) sql.execute("analyze build_request");
        if (engine.shared()) explain(sql, "select * from build_request r where r.build = (select number from build limit 1) and r.state = 'OPEN' and r.request_key > '' and r.first_layer = 2 order by r.build, r.state, r.request_key limit 500");
        lap("requests page OPEN none left, first", () -> store.requests(id, Optional.of("work-styles"), UnitRequest.State.OPEN, Optional.empty(), Optional.empty(), 500));
        lap("requests page OPEN none left", 20, () -> store.requests(id, Optional.of("work-styles"), UnitRequest.State.OPEN, Optional.empty(), Optional.empty(), 500));
        lap("failures, none", 10, () -> store.failures(id));
        lap("fail all 100k (total)", () -> {
            for (int from = 1; from <= N; from += PART) store.apply(lease, List.of(new Change.OfUnits(range(from).mapToObj(i -> BuildExamples.failedUnit("work-styles", i, UnitState.FAILED, "code" + i % 120, "message " + i)).toList())));
        });
        lap("failures, 100k of 120 causes", 10, () -> store.failures(id));
        lap("events page", 20, () -> store.events(id, 100, 100));
        byte[] text = new byte[20_000]; random.nextBytes(text);
        lap("create 10k builds (total)", () -> { for (int i = 0; i < 10_000; i++) { Build b = BuildExamples.build("b%05d".formatted(i), i % 5 == 0 ? BuildState.COMPLETED : BuildState.FAILED, i % 7 == 0 ? Optional.of(BuildExamples.NOON) : Optional.empty());
            store.create(new Build(b.id(), b.pipeline(), Bytes.wrap(text), b.fingerprint(), b.options(), b.state(), b.session(), b.reason(), b.createdAt(), b.startedAt(), b.updatedAt(), b.dueAt(), b.reserved(), b.spent(), b.cancelling()), List.of()); } });
        lap("list 50 newest", 20, () -> store.list(Set.of(), Optional.empty(), Optional.empty(), 50));
        lap("list 50 from the middle", 20, () -> store.list(Set.of(), Optional.empty(), Optional.of(new BuildId("b05000")), 50));
        lap("list 50 FAILED|RUNNING", 20, () -> store.list(Set.of(BuildState.FAILED, BuildState.RUNNING), Optional.empty(), Optional.empty(), 50));
        lap("list 50 WAITING (none)", 20, () -> store.list(Set.of(BuildState.WAITING), Optional.empty(), Optional.empty(), 50));
        lap("list of pipeline, one state", 20, () -> store.list(Set.of(BuildState.COMPLETED), Optional.of(BuildExamples.REPORT), Optional.empty(), 50));
        lap("list of unknown pipeline", 20, () -> store.list(Set.of(), Optional.of(new dev.tapedeck.pipeline.PipelineName("none")), Optional.empty(), 50));
        lap("due 10", 20, () -> store.due(BuildExamples.NOON, 10));
        lap("acquire+renew+release", 50, () -> { BuildLease l = store.acquire(new BuildId("b00007"), "x", Duration.ofMinutes(1)).orElseThrow(); store.renew(l, Duration.ofMinutes(1)); store.release(l); });
        lap("100k artifacts of 500 bytes + provenances, 500 a put (total)", () -> {
            for (int from = 1; from <= N; from += PART) {
                List<Bytes> contents = range(from).mapToObj(i -> content(i)).toList();
                artifacts.put(contents);
                artifacts.note(range(from).mapToObj(i -> prov(i, contents)).toList());
            }
        });
        List<ArtifactId> ids = random.ints(500, 1, N).distinct().mapToObj(i -> ArtifactId.of(content(i))).toList();
        lap("find 500 artifacts", 10, () -> artifacts.find(ids));
        lap("find one artifact", 50, () -> artifacts.find(ids.getFirst()));
        List<String> prints = random.ints(500, 1, N).distinct().mapToObj(i -> BuildExamples.fingerprint("f" + i).value()).toList();
        lap("findMade 500", 10, () -> artifacts.findMade(prints));
        lap("findLatest", 50, () -> artifacts.findLatest(BuildExamples.REPORT, "work-styles", "label 7", new BuildId("z")));
        lap("provenances of one", 50, () -> artifacts.provenances(ids.getFirst()));
        sql.execute("delete from build"); sql.execute("delete from provenance"); sql.execute("delete from artifact");
    }

    void explain(Sql sql, String q) {
        try (var c = sql.connection(); var st = c.createStatement(); var rs = st.executeQuery("explain (analyze, buffers) " + q)) {
            while (rs.next()) { String l = rs.getString(1); System.err.println("PROBE   " + l.substring(0, Math.min(200, l.length()))); }
        } catch (java.sql.SQLException e) { System.err.println(e); }
    }
    static Bytes content(int i) { return Bytes.utf8(("content " + i + " ").repeat(30)); }
    static Provenance prov(int i, List<Bytes> contents) {
        Provenance p = BuildExamples.provenance("x", "f" + i, "label " + i);
        return new Provenance(ArtifactId.of(content(i)), p.fingerprint(), p.build(), p.pipeline(), p.unit(), p.label(), p.provider(), p.model(), p.parents(), p.missing(), p.request(), p.interaction(), p.usage(), p.cost(), p.at());
    }
    static IntStream range(int from) { return IntStream.range(from, from + PART); }
    static UnitRequest request(RequestKey key, int i, UnitRequest.State s, Optional<Integer> batch) {
        return new UnitRequest(key, new UnitRef("work-styles", i), s, batch, 1, Optional.of(200), Optional.of(BuildExamples.artifact("a")), Optional.empty(), Money.ZERO, new Money(12));
    }
    static WorkUnit unit(RequestKey key, int i, UnitState s) {
        return new WorkUnit(new UnitRef("work-styles", i), "sources/bios/document-" + i, new TreeMap<>(Map.of("team", "t" + i % 1000)), s, Optional.of(new UnitRef("bios", i)), Optional.empty(), Optional.of(key), s.good() ? Optional.of(BuildExamples.artifact("a")) : Optional.empty(), Optional.empty());
    }
}
