// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QList>
#include <QPair>
#include <QStringList>
#include <QUrl>

namespace muster {

/// The one place where an address of a call is made. `pathTemplate` holds one "{}" per argument; each argument becomes
/// exactly one percent-encoded path segment. BadInput with code "path_argument" when an argument is empty, ".", "..",
/// longer than 1,024 characters, or holds a control character or half a surrogate pair (S19, F62): a path built from an
/// empty id would address the whole collection. Query values are encoded likewise; a value that is empty is left out.
[[nodiscard]] Result<QUrl> buildUrl(const QUrl &base, QByteArrayView pathTemplate, const QStringList &arguments,
                                    const QList<QPair<QString, QString>> &query = {});

} // namespace muster
