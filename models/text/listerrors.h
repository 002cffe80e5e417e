// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
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

/// Where in a file, in words: "row 12, column 3" for "12:3" of a code of CSV files; empty for any other.
[[nodiscard]] QString listErrorPlace(QStringView code, const QString &subject);

} // namespace muster
