// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/audience.h"

#include <QWidget>

class QAction;
class QCheckBox;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace muster {

class ExclusionsPicker;
class PlainLabel;

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
    QComboBox *m_source = nullptr;
    PlainLabel *m_fields = nullptr;
    QAction *m_importFields = nullptr;
    QAction *m_removeFields = nullptr;
    ExclusionsPicker *m_exclusions = nullptr;
    QCheckBox *m_recalculate = nullptr;
    PlainLabel *m_id = nullptr;
    bool m_filling = false;
};

} // namespace muster
