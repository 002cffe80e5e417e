// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/palette/palettesource.h"

namespace muster {

class MainWindow;

/// What people come to do, in the palette: a task is also found by the words that others have for it ("dedupe"). It opens
/// the page and presses the button that begins it, where there is one that can be pressed now. Nothing begins so that
/// changes anything: all of these buttons lead to a form or a preview.
class TaskSource : public PaletteSource
{
    Q_OBJECT

public:
    /// `window` outlives it.
    explicit TaskSource(MainWindow &window, QObject *parent = nullptr);

    [[nodiscard]] qsizetype count() const override;
    [[nodiscard]] PaletteEntry entry(qsizetype place) const override;
    void open(const QString &id) override;

private:
    MainWindow &m_window;
};

} // namespace muster
