/**
 * What must stand whatever happens: kill -9, cut connections, full disks, hostile input. Short in every build, long with
 * the profile {@code chaos}.
 */
@NullMarked
package dev.tapedeck.chaos;

import org.jspecify.annotations.NullMarked;
