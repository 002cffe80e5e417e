// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QCoreApplication;

namespace muster {

/// Makes the compiled-in icons and texts known to Qt; static libraries need to be told. Call once, before the first
/// use.
void initResources();

/// The numbering plans alone, for commands that show no picture.
void initNumberPlans();

/// Gives `application` the words that depend on a count: "1 record", "2 records". Before the first text is shown; the
/// window and the headless commands alike.
void installTranslations(QCoreApplication &application);

} // namespace muster
