// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/connectionprofile.h"
#include "ui/audiences/audiencehome.h"
#include "ui/common/forward.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QWidget>

class QGridLayout;

namespace muster {

/// A part of an audience that is not the same in all three: how it was when the draft began, in the draft, at the
/// tenant now.
struct ConflictPart
{
    enum class State { OnlyMine, OnlyTheirs, BothAlike, Conflict };
    QString key; ///< Of the caller's.
    QString title;
    QString base, mine, theirs; ///< In words; from outside, made visible where they are shown.
    State state = State::Conflict;
};

/// Somebody else has registered the audience since the draft began (F77): the three beside each other, part by part.
/// What only one side changed goes on by itself; where both did, a person chooses. Nothing is sent from here.
class ConflictView : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "audiences#when-somebody-was-faster")

public:
    explicit ConflictView(QWidget *parent = nullptr);
    /// What its words speak of; before prepare().
    void setHome(AudienceHome home) { m_home = home; }
    /// `version`: the one that the tenant has now.
    void prepare(Environment environment, const QString &name, qint64 version, const QList<ConflictPart> &parts);

Q_SIGNALS:
    /// By key of what was in conflict: whether theirs is taken. The draft goes on from the tenant's version.
    void merged(const QHash<QString, bool> &takesTheirs);
    void closed();

private:
    struct Choice
    {
        QString key;
        QRadioButton *mine = nullptr;
        QRadioButton *theirs = nullptr;
    };
    void addPart(QGridLayout *grid, int row, const ConflictPart &part);
    QWidget *choiceOf(QWidget *parent, const ConflictPart &part);
    void showButtons();
    void merge();

    AudienceHome m_home = AudienceHome::Tenant;
    PlainLabel *m_title = nullptr;
    EnvironmentBadge *m_environment = nullptr;
    PlainLabel *m_what = nullptr;
    QScrollArea *m_area = nullptr;
    QList<Choice> m_choices;
    PlainLabel *m_hint = nullptr;
    QPushButton *m_merge = nullptr;
};

} // namespace muster
