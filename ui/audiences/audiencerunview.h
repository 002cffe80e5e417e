// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/itemroles.h"
#include "network/wire/connectionprofile.h"

#include <QWidget>

class QPushButton;

namespace muster {

class EnvironmentBadge;
class PlainLabel;
class Run;
class RunPane;

/// An audience on its way to the tenant, and afterwards how many people it has beside what was expected.
class AudienceRunView : public QWidget
{
    Q_OBJECT

public:
    explicit AudienceRunView(QWidget *parent = nullptr);
    void start(Run *run, Environment environment);
    [[nodiscard]] RunPane *pane() const { return m_pane; }
    [[nodiscard]] Run *run() const;
    /// How many people the audience has now, with the estimate and the size before; empty: nothing to say.
    void showSizes(const QString &sentence, Tone tone);
    void setConflict(bool there); ///< The way to the three-way view.

Q_SIGNALS:
    void backAsked();
    void conflictAsked();

private:
    EnvironmentBadge *m_environment = nullptr;
    RunPane *m_pane = nullptr;
    PlainLabel *m_sizes = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_conflict = nullptr;
};

} // namespace muster
