// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QSslError>
#include <QString>

namespace muster {

/// Whether all that is amiss is the word on revocation that a server may staple to its certificate: none came, or one
/// that is old, broken or not to be trusted. That refuses nothing, as whoever sits on the line can leave it out; one
/// that says "revoked" does (S14). False for no errors.
[[nodiscard]] bool isAboutStapleAlone(const QList<QSslError> &errors);
/// The others in words, for the `detail` of an error. Any thread.
[[nodiscard]] QString tlsFaultWords(const QList<QSslError> &errors);

} // namespace muster
