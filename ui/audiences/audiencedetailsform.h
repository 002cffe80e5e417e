// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/audience.h"
#include "ui/audiences/audiencehome.h"
#include "ui/common/forward.h"

#include <QWidget>

class QStringListModel;

namespace muster {

/// Audiences whose members are left out: typed as a name or an id, checked when added. What is no uuid, is there
/// already, or is the audience itself, is refused with the reason.
class ExclusionsPicker : public QWidget
{
    Q_OBJECT

public:
    explicit ExclusionsPicker(QWidget *parent = nullptr);
    /// Whose names can be typed. `ownId`: the audience that is edited, empty while it has none.
    void setKnown(const QList<AudienceSummary> &audiences, const QString &ownId);
    void setExclusions(const QStringList &ids); ///< As they are, without a check.
    [[nodiscard]] const QStringList &exclusions() const { return m_ids; }

Q_SIGNALS:
    void changed(); ///< By the person.

private:
    void add();
    void removeSelected();
    void showList();
    /// What was typed as an id; empty: see `why`.
    [[nodiscard]] QString typedId(QString &why) const;
    [[nodiscard]] QString nameOf(const QString &id) const; ///< Empty: not known.

    QList<AudienceSummary> m_known;
    QString m_ownId;
    QStringList m_ids;
    QLineEdit *m_edit = nullptr;
    QStringListModel *m_names = nullptr;
    QListWidget *m_list = nullptr;
    QPushButton *m_remove = nullptr;
    PlainLabel *m_problem = nullptr;
};

/// What an audience is beside its criteria: name, description, source, exclusions, whether it is counted after a
/// change.
class AudienceDetailsForm : public QWidget
{
    Q_OBJECT

public:
    explicit AudienceDetailsForm(QWidget *parent = nullptr);
    /// Its criteria are not looked at. Emits nothing.
    void setDefinition(const AudienceDefinition &definition);
    /// Puts what is entered into `definition`; its criteria stay.
    void fill(AudienceDefinition &definition) const;
    void setId(const QString &audienceId); ///< Shown to be copied.
    void setKnown(const QList<AudienceSummary> &audiences, const QString &ownId);
    /// What is known of the source's fields; whether a file of them can be imported, and removed.
    void showFields(const QString &sentence, bool canImport, bool canRemove);
    /// On this computer nobody counts, and the people are those at hand: neither is asked for.
    void setHome(AudienceHome home);
    void focusName();

Q_SIGNALS:
    void changed(); ///< By the person.
    void fieldsImportAsked();
    void fieldsRemoveAsked();

private:
    [[nodiscard]] QWidget *buildFields();
    void showLeft();

    QLineEdit *m_name = nullptr;
    QPlainTextEdit *m_description = nullptr;
    PlainLabel *m_left = nullptr;
    QLabel *m_sourceLabel = nullptr;
    QComboBox *m_source = nullptr;
    PlainLabel *m_fields = nullptr;
    QAction *m_importFields = nullptr;
    QAction *m_removeFields = nullptr;
    ExclusionsPicker *m_exclusions = nullptr;
    QCheckBox *m_recalculate = nullptr;
    PlainLabel *m_recalculateHint = nullptr;
    PlainLabel *m_id = nullptr;
    bool m_filling = false;
};

} // namespace muster
