// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>
#include <functional>

class QWidget;

namespace muster {

/// Asks for a file to write, and, where there is one already, whether it may be replaced. `chosen` is called only with
/// what the person said yes to; `replace` is false where there was no file when they were asked.
void askWhereToSave(QWidget *parent, const QString &title, const QString &suggested, const QStringList &filters,
                    std::function<void(const QString &file, bool replace)> chosen);

} // namespace muster
