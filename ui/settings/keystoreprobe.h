// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QString>

namespace muster {

/// Which key store the session of the desktop offers, asked of its bus without waiting and without opening anything: a
/// locked one is not unlocked by it. GUI thread.
class KeyStoreProbe : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    void ask(); ///< found() follows.

Q_SIGNALS:
    /// Its name as people know it; empty: there is none, so that secrets last until Muster closes.
    void found(const QString &name);
};

} // namespace muster
