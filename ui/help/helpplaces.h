// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLatin1String>
#include <QString>
#include <span>

class QWidget;

namespace muster {

/// Which place of the manual tells of a class of widgets and of all that is in them.
struct HelpPlaceOfClass
{
    QLatin1String className; ///< As its meta object says it, without the namespace.
    QLatin1String helpId; ///< "segments" or "segments#checks".
};

/// All of them; a test compares them with the pages and dialogs that there are, and with the manual.
[[nodiscard]] std::span<const HelpPlaceOfClass> helpPlaces();

/// The place for where `widget` is: of the nearest thing that it is in and that has one, by setHelpId() or by its
/// class; beyond windows too: a dialog is in the page that opened it. Empty: there is none.
[[nodiscard]] QString helpIdAt(const QWidget *widget);

} // namespace muster
