// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringView>

namespace muster {

/// The words of an error code, untranslated, in the context "ListErrors". %1 in `what` is the error's subject.
struct CodeWords
{
    const char *what;
    const char *todo;
};
/// Codes of directives, number lists, plans, overrides and mappings; nullptr for any other.
[[nodiscard]] const CodeWords *listErrorWords(QStringView code);

} // namespace muster
