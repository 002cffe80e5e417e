// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

class QDialog;

namespace muster {

/// The seam for what tables and dialogs remember of themselves: how a person arranged the columns, how large a dialog
/// was drawn. Without a window that keeps it on the disk (see WindowMemory) it lasts as long as the application. GUI
/// thread.
class LayoutMemory
{
public:
    virtual ~LayoutMemory() = default;
    /// Empty when there is nothing remembered. `what` is the objectName of a table or dialog.
    [[nodiscard]] virtual QByteArray recall(const QString &what) const = 0;
    virtual void keep(const QString &what, const QByteArray &state) = 0; ///< An empty state is forgotten.

    [[nodiscard]] static LayoutMemory &instance();
    /// Puts `memory` in place; nullptr puts the one without a disk back, empty. The caller keeps it alive.
    static void replace(LayoutMemory *memory);
};

/// Has `dialog` open as large as it was left the last time, no larger than its screen. To be called when its own size
/// and objectName are set.
void rememberSize(QDialog &dialog);

} // namespace muster
