package dev.tapedeck.web.dashboard;

import dev.tapedeck.build.ArtifactId;
import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.BuildStore;
import dev.tapedeck.build.BuildStore.UnitQuery;
import dev.tapedeck.build.UnitFailure;
import dev.tapedeck.build.UnitRef;
import dev.tapedeck.build.UnitRequest;
import dev.tapedeck.build.UnitState;
import dev.tapedeck.build.WorkUnit;
import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.web.build.BuildPicture;
import dev.tapedeck.web.build.LayerPicture;
import dev.tapedeck.web.dashboard.BuildPageView.UnitRow;
import dev.tapedeck.web.dashboard.BuildPageView.Units;
import dev.tapedeck.web.dashboard.FilterView.Option;
import dev.tapedeck.web.resilience.PlainText;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Shows a part of the units of a build. */
@Singleton
public final class UnitRows {
    private static final int ROWS = 25;
    private static final int SHORT = 12;

    private final BuildStore store;
    private final PlainText plain;

    UnitRows(BuildStore store, PlainText plain) {
        this.store = store;
        this.plain = plain;
    }

    /**
     * Which units are wanted.
     *
     * @param layer of any, if empty
     * @param state in any, if empty
     */
    record Wanted(Optional<String> layer, Optional<UnitState> state, Optional<UnitRef> after) {
        /** @param state of none, if it is no state */
        static Wanted of(String layer, String state, String after) {
            return new Wanted(
                    Optional.of(layer).filter(name -> !name.isEmpty()),
                    Arrays.stream(UnitState.values())
                            .filter(each -> id(each).equals(state))
                            .findFirst(),
                    InAddress.unit(after));
        }
    }

    static String id(UnitState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** Where these units are shown; empty texts mean all. */
    static String address(BuildId build, String layer, String state) {
        String conditions = (layer.isEmpty() ? "" : "&layer=" + URLEncoder.encode(layer, StandardCharsets.UTF_8))
                + (state.isEmpty() ? "" : "&state=" + state);
        return "/builds/%s%s#units".formatted(build, conditions.isEmpty() ? "" : "?" + conditions.substring(1));
    }

    Units of(BuildPicture picture, Wanted wanted) {
        BuildId build = picture.build().id();
        Optional<String> layer = wanted.layer()
                .filter(name ->
                        picture.layers().stream().anyMatch(one -> one.name().equals(name)));
        Set<UnitState> states = wanted.state().map(Set::of).orElse(Set.of());
        List<WorkUnit> found =
                store.units(build, new UnitQuery(layer, states, Optional.empty(), Set.of()), wanted.after(), ROWS + 1);
        List<WorkUnit> shown = found.subList(0, Math.min(ROWS, found.size()));
        Map<RequestKey, UnitRequest> requests = store.requests(
                build, shown.stream().flatMap(unit -> unit.request().stream()).toList());
        String state = wanted.state().map(UnitRows::id).orElse("");
        String all = address(build, layer.orElse(""), state);
        return new Units(
                picture.layers().stream()
                        .map(LayerPicture::name)
                        .map(name -> new Option(name, 0, layer.equals(Optional.of(name))))
                        .toList(),
                Arrays.stream(UnitState.values())
                        .map(each -> new Option(id(each), 0, id(each).equals(state)))
                        .toList(),
                shown.stream().map(unit -> row(build, unit, requests)).toList(),
                layer.isPresent() || !state.isEmpty(),
                found.size() > ROWS ? after(all, shown.getLast().ref()) : "",
                wanted.after().isPresent() ? all : "");
    }

    private static String after(String address, UnitRef last) {
        int hash = address.indexOf('#');
        String place = "after=" + URLEncoder.encode(last.layer() + "/" + last.number(), StandardCharsets.UTF_8);
        String start = address.substring(0, hash);
        return start + (start.contains("?") ? "&" : "?") + place + address.substring(hash);
    }

    private UnitRow row(BuildId build, WorkUnit unit, Map<RequestKey, UnitRequest> requests) {
        Optional<UnitFailure> failure = unit.failure();
        return new UnitRow(
                unit.label(),
                unit.ref().layer(),
                unit.ref().number(),
                StateShown.of(unit.state()),
                unit.artifact().map(id -> artifact(build, id)).orElse(""),
                unit.artifact().map(id -> id.value().substring(0, SHORT)).orElse(""),
                failure.map(UnitFailure::code).map(plain::brief).orElse(""),
                failure.map(UnitFailure::message).map(plain::brief).orElse(""),
                failure.flatMap(UnitFailure::body)
                        .map(id -> artifact(build, id))
                        .orElse(""),
                unit.request()
                        .flatMap(key -> Optional.ofNullable(requests.get(key)))
                        .filter(request -> unit.state().ended())
                        .filter(request -> request.first().equals(unit.ref()))
                        .map(request -> Figures.dollars(request.cost().dollars()))
                        .orElse(""));
    }

    static String artifact(BuildId build, ArtifactId id) {
        return "/builds/%s/artifacts/%s".formatted(build, id);
    }
}
