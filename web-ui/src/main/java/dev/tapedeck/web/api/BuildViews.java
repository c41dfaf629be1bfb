package dev.tapedeck.web.api;

import dev.tapedeck.build.Build;
import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.BuildStore;
import dev.tapedeck.web.build.BuildPicture;
import dev.tapedeck.web.build.BuildPictures;
import dev.tapedeck.web.resilience.PlainText;
import jakarta.inject.Singleton;

/** Makes of builds what the REST API answers. Texts that providers wrote are made fit to be shown. */
@Singleton
final class BuildViews {
    private final BuildPictures pictures;
    private final BuildStore store;
    private final PlainText plain;

    BuildViews(BuildPictures pictures, BuildStore store, PlainText plain) {
        this.pictures = pictures;
        this.store = store;
        this.plain = plain;
    }

    /** As it stands in a list. */
    BuildView listed(BuildPicture picture) {
        return BuildView.of(picture, plain::whole);
    }

    /** With all that is told of one build. */
    BuildView whole(BuildId id) {
        return whole(pictures.fetch(id));
    }

    BuildView whole(Build build) {
        return whole(pictures.of(build));
    }

    BuildView whole(BuildPicture picture) {
        BuildId id = picture.build().id();
        return BuildView.of(picture, plain::whole)
                .with(
                        picture.build(),
                        picture.layers().stream()
                                .map(layer -> BuildLayerView.of(layer, plain::whole))
                                .toList(),
                        store.batches(id).stream()
                                .map(batch -> BatchView.of(batch, plain::whole))
                                .toList(),
                        store.failures(id).stream()
                                .map(group -> FailureGroupView.of(group, plain::whole))
                                .toList());
    }
}
