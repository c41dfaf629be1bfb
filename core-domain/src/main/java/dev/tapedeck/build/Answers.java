package dev.tapedeck.build;

import dev.tapedeck.build.BuildStore.UnitQuery;
import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.pipeline.Layer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Takes over what came of requests: keeps it, judges it for every unit that wants it, and writes it down in one, so that
 * a unit is never without its answer nor an answer without its price. Thread-safe.
 */
final class Answers {
    private static final int SHOWN_PARENTS = 10_000;

    private final BuildPlace place;
    private final Judge judge;

    Answers(BuildPlace place) {
        this.place = place;
        this.judge = new Judge(place.workshop().schemas());
    }

    /**
     * Takes these answers over.
     *
     * @return the requests that are open again, because the answer may be better the next time
     */
    List<UnitRequest> take(List<Arrival> arrivals) {
        Map<RequestKey, List<WorkUnit>> waiting =
                waitingFor(arrivals.stream().map(Arrival::request).toList());
        List<UnitRequest> again = new ArrayList<>();
        Writing writing = new Writing(place.ingredients()
                .inputs(waiting.values().stream().flatMap(List::stream).toList()));
        for (Arrival arrival : arrivals) {
            UnitRequest request = arrival.request();
            Layer first = place.layer(request.first().layer());
            Judgement judgement = judged(first, arrival.status(), arrival.body());
            writing.heard |= !(judgement instanceof Judgement.Bad bad && bad.passing());
            Money cost = arrival.played() ? Money.ZERO : cost(request, first, judgement, arrival.batched());
            writing.charge(request, cost);
            if (judgement instanceof Judgement.Bad bad && bad.passing() && mayBeSentAgain(arrival)) {
                UnitRequest reopened = request.charged(cost).reopened(true);
                again.add(reopened);
                writing.request(reopened);
                writing.units(waiting(waiting, request), unit -> unit.in(UnitState.PENDING));
            } else {
                writing.content(arrival.body());
                UnitRequest answered = request.answered(arrival.status(), ArtifactId.of(arrival.body()), cost);
                writing.request(answered);
                waiting(waiting, request).forEach(unit -> settle(unit, answered, arrival.body(), arrival, writing));
            }
        }
        writing.write();
        return again;
    }

    /** What came in a batch as often as is allowed; what was called for by itself until the build has waited too long. */
    private boolean mayBeSentAgain(Arrival arrival) {
        if (arrival.played()) {
            return false;
        }
        return arrival.batched()
                ? arrival.request().attempts() < place.workshop().settings().maxAttempts()
                : !place.tired();
    }

    /** Gives units what came of requests that others have made. Whether there was any. */
    boolean share(List<WorkUnit> units, Map<RequestKey, UnitRequest> known) {
        Writing writing = new Writing(place.ingredients().inputs(units));
        for (WorkUnit unit : units) {
            unit.request().map(known::get).ifPresent(request -> {
                switch (request.state()) {
                    case ANSWERED -> shareAnswer(unit, request, writing);
                    case FAILED ->
                        writing.unit(unit.failed(
                                request.failure().map(why -> stateOf(why)).orElse(UnitState.FAILED),
                                request.failure().orElseThrow()));
                    case OPEN, SENT, SUBMITTED -> {}
                }
            });
        }
        writing.write();
        return !writing.units.isEmpty();
    }

    private void shareAnswer(WorkUnit unit, UnitRequest request, Writing writing) {
        Bytes body =
                request.answer().flatMap(place.workshop().artifacts()::find).orElse(Bytes.EMPTY);
        Arrival shared = new Arrival(request, request.status().orElse(0), body, Optional.empty(), true, false);
        settle(unit, request, body, shared, writing);
    }

    /** These requests come to nothing, for good. */
    void fail(List<UnitRequest> requests, UnitFailure why) {
        Map<RequestKey, List<WorkUnit>> waiting = waitingFor(requests);
        Writing writing = new Writing(Map.of());
        for (UnitRequest request : requests) {
            writing.charge(request, Money.ZERO);
            writing.request(request.failed(why));
            writing.units(waiting(waiting, request), unit -> unit.failed(stateOf(why), why));
        }
        writing.write();
    }

    /** These requests are to be made again. */
    void reopen(List<UnitRequest> requests, boolean counts) {
        Map<RequestKey, List<WorkUnit>> waiting = waitingFor(requests);
        Writing writing = new Writing(Map.of());
        for (UnitRequest request : requests) {
            writing.charge(request, Money.ZERO);
            writing.request(request.reopened(counts));
            writing.units(waiting(waiting, request), unit -> unit.in(UnitState.PENDING));
        }
        writing.write();
    }

    /** Sends requests again, as often as is allowed. */
    void again(List<UnitRequest> requests, String code, String message) {
        boolean cancelling = place.desk().cancelling();
        int most = place.workshop().settings().maxAttempts();
        Map<Boolean, List<UnitRequest>> allowed = requests.stream()
                .collect(Collectors.partitioningBy(request -> !cancelling && request.attempts() < most));
        reopen(allowed.getOrDefault(true, List.of()), true);
        fail(allowed.getOrDefault(false, List.of()), new UnitFailure(code, message, false, Optional.empty()));
    }

    /** The same for all of its requests for which nothing has come. */
    void again(Batch batch, String code, String message) {
        eachSubmitted(batch, part -> again(part, code, message));
    }

    /** A line that can't be read is all that came of this request: it is kept. */
    void broken(UnitRequest request, BatchResult.Broken broken) {
        fail(
                List.of(request),
                new UnitFailure("unreadable", broken.message(), false, Optional.of(kept(broken.line()))));
    }

    ArtifactId kept(Bytes line) {
        place.workshop().artifacts().put(List.of(line));
        return ArtifactId.of(line);
    }

    /** All of its requests come to nothing; only then is it over: whoever finds it half done does the rest. */
    void failAll(Batch batch, UnitFailure why, Change... over) {
        eachSubmitted(batch, part -> fail(part, why));
        place.desk().write(over);
    }

    /** All requests of a layer that are still to be made come to nothing. */
    void failOpen(Layer layer, UnitFailure why) {
        for (List<UnitRequest> part = open(layer); !part.isEmpty(); part = open(layer)) {
            fail(part, why);
        }
    }

    private List<UnitRequest> open(Layer layer) {
        return place.store()
                .requests(
                        place.id(),
                        Optional.of(layer.name()),
                        UnitRequest.State.OPEN,
                        Optional.empty(),
                        Optional.empty(),
                        Ingredients.PAGE);
    }

    /** All of its requests are to be made again; only then is it over: whoever finds it half done does the rest. */
    void reopenAll(Batch batch, Change... over) {
        eachSubmitted(batch, part -> reopen(part, false));
        place.desk().write(over);
    }

    /** Whether there is a request in it for which nothing has come. */
    boolean awaits(Batch batch) {
        return !submitted(batch, Optional.empty()).isEmpty();
    }

    /** All units of a batch's requests are in that state now. */
    void move(Batch batch, UnitState state) {
        Optional<RequestKey> after = Optional.empty();
        List<UnitRequest> part;
        do {
            part = submitted(batch, after);
            place.desk().write(moved(part.stream().map(UnitRequest::key).toList(), state));
            after = part.isEmpty() ? after : Optional.of(part.getLast().key());
        } while (part.size() == Ingredients.PAGE);
    }

    /** What brings the units that wait for these requests into that state. */
    List<Change> moved(List<RequestKey> keys, UnitState state) {
        List<WorkUnit> units = new ArrayList<>();
        waiting(keys).values().forEach(waiting -> waiting.forEach(unit -> units.add(unit.in(state))));
        return units.isEmpty() ? List.of() : List.of(new Change.OfUnits(units));
    }

    /** Parts of what is still submitted in a batch; each part is to leave that state. */
    private void eachSubmitted(Batch batch, Consumer<List<UnitRequest>> deed) {
        for (List<UnitRequest> part = submitted(batch, Optional.empty());
                !part.isEmpty();
                part = submitted(batch, Optional.empty())) {
            deed.accept(part);
        }
    }

    private List<UnitRequest> submitted(Batch batch, Optional<RequestKey> after) {
        return place.store()
                .requests(
                        place.id(),
                        Optional.of(batch.layer()),
                        UnitRequest.State.SUBMITTED,
                        Optional.of(batch.number()),
                        after,
                        Ingredients.PAGE);
    }

    private static UnitState stateOf(UnitFailure why) {
        return switch (why.code()) {
            case "expired" -> UnitState.EXPIRED;
            case "cancelled" -> UnitState.CANCELLED;
            default -> UnitState.FAILED;
        };
    }

    private void settle(WorkUnit unit, UnitRequest request, Bytes body, Arrival arrival, Writing writing) {
        Layer layer = place.layer(unit.ref().layer());
        switch (judged(layer, arrival.status(), body)) {
            case Judgement.Good good -> {
                writing.content(good.content());
                ArtifactId made = ArtifactId.of(good.content());
                writing.unit(unit.done(UnitState.SUCCEEDED, made));
                writing.note(provenance(layer, unit, request, arrival, good, writing.inputs));
            }
            case Judgement.Bad bad ->
                writing.unit(unit.failed(
                        UnitState.FAILED,
                        new UnitFailure(bad.code(), bad.message(), bad.permanent(), request.answer())));
        }
    }

    private Provenance provenance(
            Layer layer,
            WorkUnit unit,
            UnitRequest request,
            Arrival arrival,
            Judgement.Good good,
            Map<UnitRef, WorkUnit> inputs) {
        List<ArtifactId> parents = place.ingredients().of(layer, unit, inputs).stream()
                .flatMap(input -> input.artifact().stream())
                .toList();
        boolean payer = unit.ref().equals(request.first());
        return new Provenance(
                ArtifactId.of(good.content()),
                UnitFingerprints.of(layer, parents, request.key()),
                place.id(),
                place.pipeline().name(),
                unit.ref(),
                unit.label(),
                layer.provider(),
                layer.model(),
                parents.subList(0, Math.min(SHOWN_PARENTS, parents.size())),
                place.ingredients().missing(layer, unit),
                request.key(),
                arrival.interaction(),
                good.usage(),
                payer ? request.cost() : Money.ZERO,
                place.desk().now());
    }

    private Judgement judged(Layer layer, int status, Bytes body) {
        return judge.judge(layer, place.provider(layer).completions(), status, body);
    }

    /** By the tokens that the provider counted; all that was set aside for it, if its price is known no more. */
    private Money cost(UnitRequest request, Layer layer, Judgement judgement, boolean batched) {
        return judgement
                .usage()
                .map(usage -> place.workshop()
                        .prices()
                        .find(place.provider(layer).dialect(), layer.model())
                        .map(price -> price.of(usage, batched))
                        .orElse(request.reserved()))
                .orElse(Money.ZERO);
    }

    /** The units that wait for these requests. */
    private Map<RequestKey, List<WorkUnit>> waitingFor(List<UnitRequest> requests) {
        return waiting(requests.stream().map(UnitRequest::key).toList());
    }

    private Map<RequestKey, List<WorkUnit>> waiting(List<RequestKey> keys) {
        List<WorkUnit> units = new ArrayList<>();
        if (!keys.isEmpty()) {
            place.ingredients()
                    .each(
                            new UnitQuery(
                                    Optional.empty(),
                                    Set.of(UnitState.PENDING, UnitState.QUEUED, UnitState.SUBMITTED),
                                    Optional.empty(),
                                    keys),
                            units::addAll);
        }
        return units.stream()
                .collect(Collectors.groupingBy(
                        unit -> unit.request().orElseThrow(), LinkedHashMap::new, Collectors.toList()));
    }

    private static List<WorkUnit> waiting(Map<RequestKey, List<WorkUnit>> all, UnitRequest request) {
        return all.getOrDefault(request.key(), List.of());
    }

    /** What is to be written in one. */
    private final class Writing {
        private final Map<UnitRef, WorkUnit> inputs;
        private final List<Bytes> contents = new ArrayList<>();
        private final List<Provenance> notes = new ArrayList<>();
        private final List<WorkUnit> units = new ArrayList<>();
        private final List<UnitRequest> requests = new ArrayList<>();
        private Money reserved = Money.ZERO;
        private Money spent = Money.ZERO;
        private boolean heard;

        /** @param inputs what units of these answers are made of, if each is made of one */
        Writing(Map<UnitRef, WorkUnit> inputs) {
            this.inputs = inputs;
        }

        void content(Bytes content) {
            contents.add(content);
        }

        void note(Provenance provenance) {
            notes.add(provenance);
        }

        void unit(WorkUnit unit) {
            units.add(unit);
        }

        void units(List<WorkUnit> all, UnaryOperator<WorkUnit> change) {
            all.stream().map(change).forEach(units::add);
        }

        void request(UnitRequest request) {
            requests.add(request);
        }

        void charge(UnitRequest request, Money cost) {
            reserved = reserved.minus(request.reserved());
            spent = spent.plus(cost);
        }

        /** Contents first: nothing that is written ever names one that isn't there. */
        void write() {
            place.workshop().artifacts().put(contents);
            place.workshop().artifacts().note(notes);
            List<Change> changes = new ArrayList<>();
            if (!requests.isEmpty()) {
                changes.add(new Change.OfRequests(requests));
            }
            if (!units.isEmpty()) {
                changes.add(new Change.OfUnits(units));
            }
            place.desk()
                    .write(
                            build -> {
                                Build charged = build.charged(reserved, spent);
                                return heard ? charged.heard(place.desk().now()) : charged;
                            },
                            changes);
        }
    }
}
