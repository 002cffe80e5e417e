// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/values/valueeditor.h"

#include "ui/audiences/values/booleanvalueeditor.h"
#include "ui/audiences/values/datevalueeditor.h"
#include "ui/audiences/values/numbervalueeditor.h"
#include "ui/audiences/values/textvalueeditor.h"

namespace muster {

ValueEditor *ValueEditor::make(Kind kind, const QStringList &knownValues, QWidget *parent)
{
    switch (kind) {
    case Kind::Text:
        break;
    case Kind::Number:
        return new NumberValueEditor(parent);
    case Kind::Date:
        return new DateValueEditor(parent);
    case Kind::Boolean:
        return new BooleanValueEditor(parent);
    }
    return new TextValueEditor(knownValues, parent);
}

} // namespace muster
